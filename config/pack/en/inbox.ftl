# The list of cases: order, filters, search, keys.

inbox-col-why = Why it is here
why-overdue = { $n ->
    [one] The next date passed { $n } day ago
   *[other] The next date passed { $n } days ago
}
why-today = The next date is today
why-child = Under 18: this must be reported on the day it became known
why-taken-back = A yes was taken back: what was agreed must not go on
why-new = New: nobody has confirmed yet that it arrived
why-risk = Cannot wait: the report told of danger, a weapon, a child or thoughts of dying
why-risk-assessed = Needs you now: so the risk was assessed
why-task = Your task, by { $day }
why-unread = The reporter’s words are unread
why-check-in = Time to ask how they are: { $n } days since filing
why-second = Waits for a second person to confirm
why-closed = Closed; the day to look again has come
why-withdrawn = The reporter has withdrawn it; nothing is to be done
why-nothing = Nothing is late

inbox-filter = Filter and sort
inbox-order = What needs you most is at the top. Closed cases show here only when they need you.
inbox-filtered = This is not the usual list.
inbox-filter-open = All that are not closed
inbox-filter-any = Any
inbox-reason-child = Under 18: to be reported
inbox-reason-overdue = The next date has passed
inbox-reason-today = The next date is today
inbox-reason-taken-back = A yes was taken back
inbox-reason-new = Receipt not confirmed
inbox-reason-risk = Cannot wait
inbox-reason-unread = The reporter’s words are unread
inbox-reason-task = Your tasks
inbox-reason-check-in = Time to ask how they are
inbox-reason-second = Waits for a second person
inbox-sort = Order
inbox-sort-need = What needs you first
inbox-sort-due = Nearest date first
inbox-sort-filed = Newest cases first
inbox-sort-said = Newest words first

inbox-search = Search the cases you may read
inbox-search-hint = Words of the account and of the conversation, or the number of a case; closed ones too. Names of people involved and how to reach the reporter are not searched. The log keeps that you searched, not for what.
inbox-search-button = Search
inbox-search-long = A text this long cannot be searched for. Keep a few words: at most { $n } characters.
inbox-searched = Cases in which all these words stand: { $words }.
inbox-search-end = Back to the list
inbox-empty-search = No case you may read has all these words. Try fewer words, or only the beginning of one.

shortcut-title = Keys
shortcut-intro = If you prefer, the list works without a mouse. While you type, keys are only letters.
shortcut-next = next case; the arrow once you are in the list
shortcut-before = case before
shortcut-open = open
shortcut-search = search
shortcut-inbox = back to the cases; if something is written and not sent, the page stays
shortcut-list = show this list
shortcut-are-on = The keys are on in this browser.
shortcut-are-off = The keys are off in this browser.
shortcut-off = Turn the keys off
shortcut-on = Turn the keys on

event-cases-searched = Words of own cases searched
