# New reports go to colleagues while somebody has too much to do.
passing-due = You have many open cases. If there is no time left for more, new reports can go to your colleagues until you say otherwise. The cases you have stay with you, and a report that no colleague can take still comes to you.
passing-begin = Pass new reports to my colleagues until I say otherwise
passing-stands = Since { $day } new reports go to your colleagues. A report that no colleague can take still comes to you.
passing-end = Take new reports again
readers-passing = Takes new reports at present only if no colleague can.
event-new-reports-passed = New reports passed to colleagues, or taken again
