# Steps outside: the custody court, own words of a letter.

step-custody-court = A report to the custody court (bāriņtiesa)
