"""What a user would pick instead, on the same data with the same answers, each as a good practitioner writes it.

Three questions: where every territory stands on the present day (executed and verified shares), the same on a day
nobody asked for yet, and the list of one program's indicators with their values.
"""
