"""What a user would pick instead, on the same data with the same answers, each as a good practitioner writes it.

Four questions: where every territory stands on the present day (executed and verified shares), the same on a day
nobody asked for yet, the values of one program's indicators, and their list as a page shows it.
"""
