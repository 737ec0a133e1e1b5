"""Reminders: what awaits a person, as a letter once a week at most, and as text for a messenger.

    queries.digest --wording--> text --letter--> message --post_office--> SMTP; sending keeps who got what and when

Owns addresses and their use; no address is shown to anybody but the account it belongs to. Must not know Streamlit.
"""
