"""The program tracker."""
