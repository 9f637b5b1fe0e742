# The administrator's pages of people: invite, close, change, record duties.

people-back = Back to administration
people-choose = Choose
people-yes = Yes
people-no = No
people-save = Save
people-saved = Saved.
people-saved-waits = Saved. The roster still has the earlier details; colleagues have to vouch for the new ones.
people-said-closed = The account is closed; its sessions have ended.
people-said-opened = The account is open again.
people-passphrase = Your passphrase
people-passphrase-hint = Once more, so that nobody else can do this at a screen you left open.

people-invite-link = Invite somebody
people-invite-title = Invite somebody
people-invite-lead = You will get a code with which this person sets a passphrase and a second factor. An adviser receives reports only after colleagues have vouched for the key.
people-invite-button = Invite and show the code
people-role = Role
people-role-hint = One person holds one role. It cannot be changed later: another role is another account.
people-username-hint = 2 to 64 letters, digits, dots, hyphens or underscores.
people-name = First name and surname
people-name-hint = Colleagues see it; an adviser's name is also seen by those who write.
people-lang = Language of pages and mail
people-mail = E-mail address
people-mail-hint = For reminders that say nothing about any case. May stay empty.
people-outside = Also reads reports about other institutions
people-outside-hint = Advisers only: when the institution's own advisers must not. It holds only once colleagues have vouched for it.
people-replaces = Replaces a closed account
people-replaces-hint = Only for the same person in the same role. Whoever was kept from knowing then stays kept from it.
people-replaces-none = No, this person has had no account

people-error-username = A username has 2 to 64 letters, digits, dots, hyphens or underscores.
people-error-username-taken = There is such a username already. Please choose another.
people-error-name = Write first name and surname in one line, at most 100 characters.
people-error-role = Choose a role.
people-error-institution = Choose an institution.
people-error-lang = Choose a language.
people-error-mail = This is not an e-mail address.
people-error-mail-taken = An open account of another person has this address. One person cannot hold two roles.
people-error-replaces = Only a closed account of the same role can be replaced, and only if its person has no other open account.
people-error-act = Choose what to do.
people-error-own = This cannot be done to your own account. Please ask another administrator.
people-error-changed = Somebody changed this account meanwhile. The page now shows how it is.
people-error-not-enrolled = This account has no second factor yet that could be reset. Issue a new invitation.
people-error-second = This person has another open account by now.
people-error-day = Write year, month and day, such as 2026-03-01.
people-error-words = Write one line of at most 300 characters.
people-error-needed = Fill this in, or leave every field about duties empty.

people-code-title = The code is ready
people-code-once = You see this code only once. After this page is closed it cannot be shown again; only a new one can be issued.
people-code-ends = Code valid until
people-code-next = What to do now
people-code-hand = Give the code to this person face to face, or by a call that you place to a number you know. Do not send it by e-mail or text message.
people-code-enrol = With the username and the code, the person sets a passphrase and a second factor on this page:
people-code-factor = With username, passphrase and code, the person sets the second factor anew on this page:
people-code-forget = The code works once. If it is lost or somebody sees it, issue a new one: the old one then no longer works.
people-code-told = A mail tells this person of it; the auditor sees it in the log, too.
people-code-not-told = No mail can be sent: mail or an address is not set up. Tell this person yourself; the auditor sees it in the log.
people-code-adviser-again = After that, two advisers of different institutions have to vouch for the new keys. Only then can a recovery bring the earlier cases back; on the server, this command begins it:
people-code-done = The code is handed over

people-not-enrolled = Invited, not enrolled yet
people-still-named = The account is closed, but new reports are still sealed to this key as well.
people-still-named-what = The signed roster still names this adviser. Ask two advisers of different institutions, or the holders of the shares of the root key, to revoke the voucher today.
people-details = About the person
people-details-vouched = For an adviser, name, institution and “Also reads reports about other institutions” hold as they were signed in the roster. After a change, colleagues have to vouch again. Keys and details are changed one after the other: both at once only the holders of the shares of the root key can sign.
people-own = This is your account. Only another administrator can change or close it, or issue a code for it.
people-acts = What to do with the account
people-acts-choose = What is to be done?
people-act-button = Do it
people-act-enrol = Issue an invitation (new account, or lost passphrase)
people-act-enrol-note = All sessions end at once. Passphrase, second factor and keys will be made anew; colleagues have to vouch for an adviser again, and only recovery brings earlier cases back. This person and the auditor are told.
people-act-factor = Reset the second factor
people-act-factor-note = All sessions end at once. The passphrase stays; with it and the code the second factor is set anew. This person and the auditor are told.
people-act-disable = Close the account
people-act-disable-note = Sessions end at once and nobody can sign in. Nothing is deleted. For an adviser, colleagues also have to revoke what they vouched for: until then new reports are sealed to this account as well.
people-act-enable = Open the account again
people-act-enable-note = The earlier passphrase and second factor let the person in again. If an adviser was revoked by now, that is not enough: this account reads cases only once the holders of the shares of the root key let it stand in the roster again. It is simpler to invite the person anew, in place of this account; earlier cases do not come with it.

people-record = Preparation and duties
people-record-note = What has to be known before an adviser is trusted with reports. Balss does not stop colleagues from vouching for an adviser who still lacks something, but shows it as a fault.
people-missing = Still missing:
people-missing-training = No training is recorded.
people-missing-supervision = No next supervision is set.
people-missing-supervision-over = The date of supervision has passed.
people-missing-order = There is no order that bars superiors from demanding case information.
people-missing-duties = There is no signed record of duties.
people-missing-proceedings = This person may start criminal proceedings and therefore cannot be an adviser on the confidential path.
people-trained-on = Day of training
people-trained-by = Trained by
people-supervision = Next supervision by
people-supervision-hint = A talk with a specialist about the adviser's own wellbeing and work.
people-order = Order that bars superiors from demanding case information
people-order-hint = Its number or another reference.
people-order-on = Day of the order
people-duties = Duties by law
people-duties-note = Everybody has to know them before writing. A lawyer prepares and signs the record.
people-proceedings = May this person start criminal proceedings in office?
people-proceedings-hint = Whoever may, must not promise to keep a crime quiet, and therefore cannot be an adviser on the confidential path.
people-must-report = What must be reported
people-must-report-hint = Beyond what everybody must report, such as violence against a child. If nothing, leave empty.
people-duty-to = To whom
people-duty-by = How soon
people-legal-basis = Legal basis
people-signed-by = Record signed by
people-signed-on = Day of signature

health-preparation = Preparation and duties of advisers
health-why-touched = The account { $name } was changed beside the server and opens nothing. Bring it back from a copy, or invite its person anew.
health-why-roles = One person has open accounts in several roles ({ $what }). Leave only one of them open.
health-why-no-account = In the roster stands an adviser who has no account: { $name } ({ $what }). Colleagues have to revoke it.
health-why-closed = The account { $name } is closed and not revoked: new reports are still sealed to it.
health-why-no-adviser = The account { $name } is vouched for and is no adviser’s. Colleagues have to revoke it.
health-why-not-enrolled = The account { $name } is vouched for and not set up: nobody opens what is sealed to it.
health-why-other-keys = The account { $name } has new keys. Colleagues have to vouch for them.
health-why-no-administrator = There is no administrator: nobody can invite anybody or close an account.
health-why-one-administrator = There is only one administrator. If that person loses passphrase or second factor, nobody can let them in again. Invite another.
health-why-no-auditor = There is no auditor: nobody looks at the log and keeps its checkpoints.
health-why-no-outside = No adviser reads reports about other institutions: somebody who shuts out all advisers of their own institution cannot report.
health-why-few = Fewer than two advisers: { $what }.
health-why-lacks = { $name }: { $what }
mail-kind-factor-reset = Notice about the second factor
mail-factor-subject = About your account
mail-factor-body =
    Hello!

    An administrator has allowed the second factor of your account to be set anew.
    If you did not ask for this, please tell your auditor at once.

    This mail cannot be answered.
mail-kind-enrol-again = Notice about a new invitation
mail-enrol-subject = About your account
mail-enrol-body =
    Hello!

    An administrator has issued an invitation by which the passphrase and the second factor
    of your account can be set anew.
    If you did not ask for this, please tell your auditor at once.

    This mail cannot be answered.
