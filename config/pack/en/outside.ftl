# Steps outside: the custody court, own words of a letter.

letter-text = Your words to the recipient
letter-text-why = Who you are, what you ask for and why. What was written to the reporter does not go into the letter. If you write nothing here, the letter leaves room for it.
step-custody-court = A report to the custody court (bāriņtiesa)
