# Colleagues: who vouches for whom, and the roster that the administrator carries to the root key.

colleagues-title = Colleagues
colleagues-lead = Reports are sealed (encrypted) only to advisers whose key others have vouched for. Two advisers of different institutions vouch, or the holders of the shares of the root key. The administrator cannot.
colleagues-broken = The signed roster is not whole, so nothing can be signed. Until it is, only advisers who also read for other institutions receive new reports. Tell the administrator and the auditor.
colleagues-waiting = Waiting to be vouched for
colleagues-waiting-none = Nobody is waiting.
colleagues-change = Key or details change
colleagues-standing = Advisers who are vouched for
colleagues-name = Name
colleagues-outside = Also reads for other institutions
colleagues-yes = Yes
colleagues-no = No
colleagues-since = Since
colleagues-statement = Statement { $n }
colleagues-leaving = Proposed to leave
colleagues-closed = Account closed: revoke

fingerprint-own = Fingerprint of your key
fingerprint-own-how = When a colleague calls to compare it, read it out four characters at a time. Do not send it by mail or message: somebody may change it on the way.
fingerprint-theirs = Fingerprint of the key

unvouched-title = You are waiting to be vouched for
unvouched-lead = Your account is ready, but no report is sealed to you yet. First your colleagues must vouch that this key is really yours.
unvouched-before = Your keys were made anew. What you read before does not open with them: once you are vouched for, the administrator prepares a recovery, and those cases come back.
unvouched-details = Check your name and institution too. If something is wrong, tell the administrator before anybody vouches.
unvouched-next-title = What happens next
unvouched-next-call = Two advisers of different institutions will meet you or call you, and you read the fingerprint to them.
unvouched-next-sign = Each compares it with their own screen and signs.
unvouched-next-cases = After that, cases appear on this page. You will see those that are reported after you were vouched for.

colleague-back = Back to colleagues
colleague-own = This page is about you. Others sign about you.
colleague-vouch = Vouch for this colleague
colleague-vouch-change = Vouch for the new key or details
colleague-vouch-why = By signing you say: I know that this key belongs to this person. From then on reports can be sealed to them.
colleague-how-call = Meet in person, or call a number that you knew before. Do not use a number from a letter, and do not compare by mail or message.
colleague-how-read = Ask your colleague to read the fingerprint from their own screen, and compare all sixteen characters with those shown here.
colleague-how-differs = If even one character differs, do not sign. Tell the auditor: somebody may have exchanged the key.
colleague-compared = I compared all characters in person or in a call that I placed, and they are the same.
colleague-passphrase = Your passphrase
colleague-sign = I compared it: sign
colleague-needs = It takes the signatures of two advisers of different institutions. One of them must be of the same institution or read for other institutions; if the new colleague is to read for other institutions, so must one of those who sign.
colleague-needs-leave = It takes the signatures of two advisers of different institutions. Nobody signs about themselves.
colleague-signed = Signed by: { $names }
colleague-signed-none = Nobody has signed yet.
colleague-mine = You have signed. Now an adviser of another institution must sign.
colleague-stale = Earlier signatures no longer count, because the roster or the key has changed meanwhile. It must be signed anew.
colleague-leave = Revoke the vouching
colleague-leave-what = New reports are no longer sealed to a revoked adviser, and this key never counts again. Each case they could read until now closes to them as soon as somebody next writes in it.
colleague-closed = This account is closed, but new reports are still sealed to its key as well. Please revoke it today.
colleague-leave-proposed = Proposed to be revoked. Reason: { $reason }
colleague-leave-sign = Sign the revocation
colleague-reason = Reason
leaving-left = Leaves the post.
leaving-duties = Takes on other duties.
leaving-keys = Somebody else may know the key.
leaving-mistake = Was vouched for by mistake.
colleague-said-stands = Signed. It stands in the roster and is in force.
colleague-said-waits = Your signature is kept. An adviser of another institution must sign as well.
colleague-error-compared = First compare the fingerprint and say that you did.
colleague-error-reason = Choose a reason.
colleague-error-changed = Something has changed meanwhile, so nothing was signed. The page shows the newest: please compare again.

# Why a statement cannot follow
colleague-refused-form = This is not a statement of the roster.
colleague-refused-place = It does not follow the newest statement: the roster has grown meanwhile or is not whole.
colleague-refused-signature = A signature is not valid.
colleague-refused-signers = There are not enough signatures.
colleague-refused-person = In the roster this account belongs to another person.
colleague-refused-two-accounts = This person has another account in the roster. That one must be revoked first.
colleague-refused-keys = This key was replaced or revoked before, or belongs to another account. New keys are needed.
colleague-refused-not-standing = This account does not stand in the roster.
colleague-refused-version = The recovery key must be newer than the present one.

roster-title = Signed roster
roster-back = Back to administration
roster-lead = What is vouched for and what waits. The administrator signs nothing, but carries the request to the holders of the shares of the root key and brings back what they signed.
roster-broken = The roster is not whole from statement { $n } on. Tell the auditor and run this command:
roster-taken = { $n ->
    [one] { $n } statement was added.
   *[other] { $n } statements were added.
}
roster-brought = What this file will do
roster-brought-note = All signatures are checked. Compare the names with what you expected.
roster-take = Add to the roster
roster-take-not = Do not add
roster-pending = Waiting for signatures
roster-pending-none = Nothing is waiting.
roster-pending-note = Two advisers of different institutions can sign this on their page, or the holders of the shares of the root key.
roster-request = File for the holders of the shares of the root key
roster-request-note = It holds the whole roster and what waits, and no secret. Carry it to the separate computer and run this command there:
roster-request-download = Download the request
roster-bring = Bring back what was signed
roster-bring-label = Contents of the signed file
roster-bring-hint = Open the file that you brought from the separate computer and paste all of its text here. You will first see what it does.
roster-bring-check = Check
roster-error-form = This is not a signed roster file. Paste all of the file.
roster-error-empty = The file holds no new statement.
roster-error-statement = Statement { $n } cannot be added.
roster-lines = All statements
roster-signed-by = Signed by: { $names }
roster-by-root = root key
roster-says-vouch = Vouches for the adviser { $name }.
roster-says-vouch-outside = Vouches for the adviser { $name }, who also reads for other institutions.
roster-says-change = Changes the key or details of { $name }.
roster-says-change-outside = Changes the key or details of { $name }, who also reads for other institutions.
roster-says-leave = Revokes { $name }.
roster-says-recovery = Sets version { $version } of the recovery key.
