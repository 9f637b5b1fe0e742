# One's own account: invitation, passphrase, second factor, spare codes, keys.

desk-account = My account
signin-enrol = I have an invitation code

enrol-title = Setting up an account
enrol-lead = The administrator gave you a username and an invitation code. The code works once, within 72 hours of being issued.
enrol-code = Invitation code
enrol-code-hint = Twenty characters. Capitals, spaces and hyphens do not matter.
enrol-next = Next
enrol-error-wrong = The username or the code is not right, or the code has run out or was used. Check both; if that does not help, ask the administrator for a new code.

setup-title = Welcome, { $name }
setup-lead = Choose a passphrase and add a second factor. You will need both each time you sign in.
setup-lead-factor = Your passphrase stays the same. Add a new second factor; the old one will no longer work.
setup-button = Finish

account-new = New passphrase
account-new-hint = Four or more words that have nothing to do with each other are good. Digits and special characters are not needed. You may paste it from a password manager.
account-again = New passphrase again
account-present = Present passphrase

account-error-differs = The two passphrases are not the same. Type them again.
account-error-new-code = The code is not right. Type the six digits your app shows now for the new entry, and check that the clock of your device is right.
account-error-code = The code is not right or was used already. Wait until the app shows the next one and type it.

weak-empty = Type a passphrase.
weak-own = It is too easy to guess: your name, username or institution is in it. Choose words that have nothing to do with you.
weak-common = Many people use this password or one much like it, so it is tried first. Choose another.
weak-keyboard = Keys that lie side by side are tried first. Choose several words that have nothing to do with each other.
weak-repeated = Repeating does not make it stronger. Add other words.
weak-sequence = Years, dates and rows of characters are easy to guess. Add some words that have nothing to do with each other.
weak-word = One word is not enough. Add some that have nothing to do with it.
weak-short = It is too short. Add another word or two.

factor-title = Second factor
factor-lead = Open the authenticator app on your phone or your password manager, add a new entry and scan this QR code.
factor-picture = QR code with the key of the second factor; the same key is written beside it
factor-type = If you cannot scan the QR code, type this key:
factor-code = Code of the new entry
factor-code-hint = The six digits your app shows now. They show that it worked.

codes-title = Spare codes
codes-lead = When your phone is not at hand, each of these codes takes the place of the second factor once. They do not take the place of the passphrase.
codes-once = Write the codes down or print them now, and keep them apart from your passphrase: they cannot be shown later, only new ones can be made.
codes-kept = I have kept the codes in a safe place
codes-again = If you close this page by mistake, this same browser can open it again for 15 minutes. Once you press the button, the codes are no longer shown.
know-done = Done. You can sign in now.
know-keys = Ask two advisers of different institutions to vouch for your new keys. The fingerprint to read to them is on the page “Colleagues”.

know-title = What can be recovered and what cannot
know-phone = Phone or app lost
know-phone-text = A spare code lets you sign in meanwhile. For a new phone, the administrator gives you a code. With it and your passphrase you set up a new second factor.
know-codes = Spare codes used up or lost
know-codes-text = Make new ones on the page “My account”. The earlier ones no longer work then.
know-passphrase = Passphrase forgotten
know-passphrase-text = Nobody can tell it to you. The administrator invites you again. Advisers get their cases back only after colleagues have vouched for the new keys and the holders of the recovery shares have met. Until then the cases cannot be opened.
know-other = Someone else may know the passphrase
know-other-text = Sign in at once and choose “Replace everything” on the page “My account”.
know-nobody = What the administrator cannot do
know-nobody-text = The administrator cannot read your cases, not even by inviting you again: new keys open nothing until colleagues vouch for them. That is also why the administrator cannot bring back what is lost when too few shares of the recovery key are left.
know-vouch = You will see your first case when colleagues have vouched for your keys. The page after signing in says what to do.
know-wait = The code from the app that you have just typed does not work twice. Wait until the app shows the next one (up to half a minute).
know-go = To staff sign-in

account-title = My account
account-back = Back to my account
account-changed = The passphrase is changed. Your other sessions have ended.
account-error-vouched = Colleagues have vouched for your waiting keys, and reports are sealed to them already. First open the list of cases once, so that they come into use; then make new ones here.
account-waiting = Your new keys wait for colleagues to vouch for them. Until then the earlier ones are in use.
account-waiting-first = Your new keys wait for colleagues to vouch for them. Until then no new report is sealed to you.
account-name = Name
account-role = Role
account-mail = E-mail for notices
account-details-note = If any of this is not right, tell the administrator.
account-sessions = See and end your sessions
account-passphrase-title = Changing the passphrase
account-passphrase-lead = An ordinary change: the keys stay the same, your other sessions end. If someone else may know it, this is not enough: see below.
account-passphrase-button = Change the passphrase
account-keys-lead = If someone may know your passphrase or was at your device, you also need a new second factor and new keys.
account-keys-go = Replace everything
account-spare-title = Spare codes
account-spare-left = Unused codes left: { $n }.
account-spare-lead = New codes take the place of all earlier ones.
account-spare-button = Make new codes

keys-title = Someone else may know the passphrase
keys-lead = Here you replace, all at once, what your account can be opened with:
keys-all-end = All your sessions end at once, this one too, and all browsers are forgotten.
keys-new-factor = You need a new passphrase and a new second factor. There will be new spare codes as well.
keys-vouch = Colleagues have to vouch for the new keys. Until then you work with the earlier ones.
keys-vouch-first = The fingerprint of your key changes as well. If you have already read it to a colleague, read the new one to them.
keys-before = If someone has a copy of the database and knows the earlier passphrase, they can read what was written before the new keys are vouched for. Tell the auditor.
keys-code = Code of the present second factor
keys-code-hint = Six digits from your app, or a spare code.
keys-button = Replace everything and sign out
