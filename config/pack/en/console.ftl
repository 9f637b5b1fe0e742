# Pages behind the sign-in: adviser, leadership, administrator, auditor.

desk-demo = Cases, names and institutions' staff are made up. Do not enter anything real.
desk-nav = Your page
desk-sign-out = Sign out
desk-none = –
desk-not-answered = Not answered

role-adviser = Adviser
role-leadership = Leadership
role-administrator = Administrator
role-auditor = Auditor

# How a status reads to staff; the reporter's page has its own words
desk-status-new = New
desk-status-acknowledged = Acknowledged
desk-status-in-progress = In progress
desk-status-waiting-reporter = Waiting for the reporter
desk-status-closed = Closed
desk-status-withdrawn = Withdrawn

due-overdue = Overdue
due-today = Today
due-tomorrow = Tomorrow
due-later = Later

# Sign-in

signin-title = Staff sign-in
signin-public = To the public page
signin-lead = This sign-in is for advisers, leadership, administrators and auditors. Nobody needs an account to tell what happened.
signin-username = Username
signin-passphrase = Passphrase
signin-passphrase-hint = You may paste it from a password manager.
signin-code = One-time code
signin-code-hint = Six digits from your authenticator app, or a spare code. If your account has no second factor, leave it empty.
signin-button = Sign in
signin-error-wrong = Username, passphrase or code is not right. Check all three and try again.
signin-error-busy = Too many people are signing in just now, and your attempt has not been checked yet. Please try again. In a browser in which your account was used before, there is no queue.
signin-left-ended = Your session has ended. Please sign in again.
signin-left-here = Your session in this browser has ended.
signin-left-all = All your sessions have ended, and browsers used before are forgotten.

# Inbox

inbox-title = Cases
inbox-today = Today is { $day }.
inbox-damaged = Not everything could be opened. If your keys were made anew, these are your earlier cases: they come back with the recovery that the administrator prepares. Otherwise a sealed record is damaged or missing: tell the auditor, so that the log is checked.
inbox-waiting = Colleagues who need your signature: { $n }
inbox-own-waits = Ask two advisers of different institutions to vouch for them. The fingerprint to read to them is on the page “Colleagues”.
inbox-filter-status = Status
inbox-filter-all = All, closed ones too
inbox-filter-button = Show
inbox-filter-clear = Show the usual list
inbox-caption = Cases you may open
inbox-col-case = Case
inbox-col-due = Next date
inbox-col-status = Status
inbox-col-institution = Institution
inbox-col-language = Language
inbox-col-filed = Received
inbox-col-talk = Conversation
inbox-fresh = Unread
inbox-messages = { $n ->
    [0] no messages
    [one] { $n } message
   *[other] { $n } messages
}
inbox-empty = You have no cases at the moment.
inbox-empty-filter = No case you may open matches this.
inbox-more = Further cases

# One case

case-title = Case { $short }
case-back = Back to the cases
case-saved = Saved. The reporter will see it on opening the conversation.
case-unsent = Your answer has not been sent yet; it is still in its field.
case-withdrawn = The reporter has withdrawn this. Its content can no longer be opened, and after 14 days it is destroyed unless the reporter undoes the withdrawal. Please do not look for another way to contact the reporter.
case-conflict-title = Someone changed this case meanwhile
case-conflict = Nothing of yours was saved or sent. The page now shows the newest state: please read it, then decide again.
case-conflict-kept = What you typed still stands in its field.
case-statement = In the reporter's own words
case-content-note = What follows may tell of violence. You can fold the text away and come back after a break.
case-statement-fold = The report
case-answers = Answers
case-what = What happened
case-when = When
case-where = Where
case-relation = Who did it
case-institution = Institution
case-count = May be counted in statistics
case-count-yes = Yes
case-count-no = No
case-excluded = Must not learn of this
case-excluded-note = The reporter shut these persons out. Do not mention the case to them, not even that it exists.
case-excluded-words = Someone not on the list:
case-files = Files
case-files-none = No files came with the report.
case-files-note = A file is saved on this computer when you open it, and stays there. Delete it when you no longer need it.
case-file-cleaned = Copy of a photograph without hidden details; the picture itself is not changed.
case-file-alone = The original is sealed to the reporter alone, who can hand it over.
case-file-held = Hidden details could not be taken out of this photograph, so the reporter alone holds it. The reporter can hand it over.
case-file-is-original = Original of a photograph with everything its device wrote into it. The reporter handed it over; it is the very file whose SHA-256 stood here before.
case-file-original = Original handed over
case-file-sha = SHA-256 of the original:
case-thread = Conversation
case-thread-none = Nobody has written yet.
case-from-reporter = The reporter writes
case-from-adviser = Answer of adviser { $name }
case-promised = Next message promised: { $day }
case-answer = Your answer to the reporter
case-answer-note = The reporter reads this. Notes for yourself do not belong here. Ask before any step from which others could guess about this conversation.
case-answer-label = Answer
case-next = When you will write next
case-next-hint = Every answer ends with this date, and the reporter sees it. Promise only what you can keep.
case-answer-send = Send the answer
case-error-message-empty = The answer is empty.
case-error-message-long = The answer is too long. Please split it in two.
case-error-next-due = Choose a date that is today or later.
case-error-status = This case cannot go to that status from its present one.
case-side = About the case
case-status = Status
case-status-change = Change the status
case-status-note = The reporter sees the status. An answer you have not sent stays in its field.
case-to-acknowledged = Acknowledge
case-to-in-progress = Work on it
case-to-waiting-reporter = Wait for the reporter
case-to-closed = Close
case-closing-title = Close case { $short }?
case-closing = The reporter will see that the conversation is closed. It goes on if the reporter writes or you resume work.
case-closing-unsent = Your answer has not been sent. You can send it afterwards: it stays in its field.
case-closing-yes = Yes, close
case-closing-no = No, back to the case
case-readers = Who can read this case
case-you = (you)
case-readers-note = If none of them can open it any more, the recovery key can; it is split among several people.
case-history = Changes of status
case-by-reporter = The reporter

# Administrator

admin-title = Administration
admin-no-reports = An administrator keeps this installation running and can read no report.
admin-health = Health
admin-ok = in order
admin-fault = fault
admin-warn = needs a look
admin-health-note = What exactly to do is said on the server by the command balss doctor.
health-store = Database
health-blobs = Evidence files
health-mail = Mail server
health-clock = Clock
health-keys = Key files
health-roster = Signed roster
health-audit = Audit log
health-staffing = Advisers (at least two in each institution, and at least one who also reads for others)
health-notices = Daily reminders
health-state = State folder
health-people = Accounts and roles
health-help = Help numbers (whether somebody checked them lately)
health-calendar = Calendar of working days
health-duties = Duties records (whether they are signed)
health-pages = Information pages (whether somebody checked them lately)
health-pack = Country pack (duties, calendar, numbers, pages)
admin-mail = Mail
admin-mail-note = Every adviser gets one reminder a day, always the same, whether or not there is anything to read. A mail that could not be delivered is shown here and can be sent again.
admin-mail-none = No mail yet.
admin-mail-retried = It will be tried again.
admin-mail-kind = Kind
admin-mail-day = For the day
admin-mail-state = State
admin-mail-attempts = Failed attempts
admin-mail-error = Last error
admin-mail-action = Action
admin-mail-retry = Try again
mail-kind-daily-notice = Daily reminder
mail-state-waiting = Waiting
mail-state-sent = Sent
mail-state-dead = Not delivered
admin-staff = Staff
admin-staff-note = New reports are sealed only to advisers whose key the signed roster vouches for.
admin-staff-name = Name
admin-staff-role = Role
admin-staff-account = Account
admin-staff-active = Active
admin-staff-inactive = Closed
admin-staff-vouched = Key vouched for
admin-staff-vouched-yes = Yes
admin-staff-vouched-details = Yes; the new details wait
admin-staff-vouched-earlier = The earlier one; the new one waits
admin-staff-vouched-no = No
admin-staff-vouched-revoked = Revoked

# Auditor

audit-title = Audit log
audit-lead = Two logs, each a tree of entries. If somebody changes, removes or moves an entry, a check against a checkpoint that was kept elsewhere shows it. An auditor can read no report. Looking at this page is itself an entry.
audit-logs = Logs
audit-log-staff = Staff
audit-log-reporter = Reporters
audit-log-note-staff = What staff did, with the exact time. Failed sign-ins are counted and entered together once an hour, without names.
audit-log-note-reporter = What reporters did, with the day only and in no order within the day: more would help to guess who they are.
audit-event = Event
audit-event-all = All events
audit-case = Case
audit-who = Who
audit-about = About whom
audit-who-or-about = Who or about whom
audit-from = From day
audit-to = To day
audit-error-day = Write the day as year, month, day, for example 2026-03-01.
audit-error-order = The first day is later than the last.
audit-position = No.
audit-when = When
audit-records = Sealed records
audit-empty = No entry matches this.
audit-empty-log = There is no entry in this log yet.
audit-newer = Newer
audit-older = Older
audit-export = Export this log
audit-export-note = The whole log as one file; the export becomes an entry.
audit-checkpoints = Signed checkpoints
audit-checkpoints-why = A checkpoint fixes everything a log holds up to that moment. Download it regularly and keep it away from this server, where nobody who works on the server can change it.
audit-checkpoint-none = There is no checkpoint yet.
audit-checkpoint-download = Download this checkpoint
audit-verify-title = How to check
audit-verify = Bring the kept file to the server and run this there, or have it run while you watch:
audit-verify-file = FILE
audit-verify-after = It names every entry that is missing, changed or moved, and every sealed record that the log knows and the database lacks. If it finds anything, keep the file and the output and tell the independent body that oversees the service.

event-case-filed = Report received
event-reporter-wrote = Reporter wrote
event-record-kept = Private record kept
event-record-ended = Private record ended
event-signed-in = Signed in
event-sign-in-failed = Sign-in failed
event-sign-in-failed-count = Failed sign-ins within an hour: { $n }
event-signed-out = Signed out
event-case-opened = Case opened
event-file-opened = File opened
event-case-answered = Case answered
event-status-changed = Status changed
event-staff-added = Staff account added
event-roster-signed = Signed roster extended
event-roster-proposed = Roster statement signed, waits for another signature
event-mail-dead = Mail not delivered
event-installed = Installation set up
event-mail-retried = Mail tried again
event-log-viewed = Log viewed
event-log-exported = Log exported
event-staff-invited = Invitation issued
event-staff-invited-again = Invitation issued again
event-staff-enrolled = Account set up
event-staff-changed = Account details changed
event-staff-disabled = Account closed
event-staff-enabled = Account opened again
event-passphrase-changed = Passphrase changed
event-keys-replaced = Keys replaced
event-factor-reset = Second factor may be set anew
event-factor-set = Second factor set anew
event-spare-code-used = Spare code used
event-spare-codes-made = New spare codes made
event-sessions-ended = All sessions ended
event-expired = Expired sessions, known browsers or invitations cleared away
event-readers-changed = Readers of a case changed
event-absence-set = Absence set
event-recovery-prepared = Recovery prepared
event-recovery-used = Recovery carried out
event-rollback-accepted = Older state of the database accepted
event-backed-up = Backup made
event-restored = Restored from backup
event-case-shredded = Case destroyed

# Absence.
absence-title = My absence
absence-what = While you are away, everyone who has written sees in the conversation with you on which days you will not answer and who stands in for you. Your deputy reads nothing until the person who wrote agrees. A permission ends by itself after the last day that was shown when it was given. Agree with your deputy beforehand: no mail tells of it, the days only stand on your deputy’s page of cases.
absence-planned-title = Planned absence
absence-planned = From { $first } to { $last } { $name } stands in for you.
absence-stands-in = From { $first } to { $last } you stand in for { $name }. You will see cases only where those who wrote agree.
absence-end-note = If you end it early or plan another one, permissions already given to your deputy stay in force until the day that was shown.
absence-said-set = The absence is planned. Below you see whether there are open cases in which your deputy may do nothing. In the others too nobody stands in until the reporter agrees; a duty with a day and a promised date stay yours.
absence-said-ended = The absence has ended.
absence-plan-other = Plan another absence
absence-replaces = Only one absence can be planned: another one replaces the present one.
absence-end = Cancel or end early
absence-plan-title = New absence
absence-nobody = There is no other adviser at the moment who could stand in for you.
absence-first = First day
absence-last = Last day
absence-deputy = Who stands in for you
absence-choose = Choose
absence-set = Plan the absence
absence-error-first = Give the first day.
absence-error-last = Give the last day: not before the first or today, and not further than a year away.
absence-error-deputy = Choose who stands in for you.

# First answers

case-urgent = Cannot wait: read the answers on age and safety first.
case-names = Show name or description
desk-asked-about = What it is about
desk-asked-age = Age
desk-asked-path = What the person wants
desk-asked-safe-now = Safe now
desk-asked-weapon = Weapon near
desk-asked-retaliation-fear = Afraid of retaliation
desk-asked-alive = Thoughts of ending one's life
