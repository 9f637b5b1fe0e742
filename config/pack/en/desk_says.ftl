# What the desk says of risk that is not all known, of what was done already, and of what is typed and not stored

level-open = Asked; not all is known yet
level-filed = Cannot wait: as said at filing; not all is known yet
risk-against = { $question }: the assessment says “No”, the report said otherwise. { $told }.
desk-risk-told = Answered at filing under “{ $asked }”: { $said }
desk-error-risk-open = Nothing is answered yet. Answer what you know; if you asked and nothing is known so far, write below what you asked.
risk-then-child-done = It has been reported: { $to }. Noted { $day }. Tell the reporter how it goes on.
closing-risk = What was said at filing cannot wait, and the risk is not assessed yet, or not all is known. Assess it before you close.
case-minor-button = The button for it:
letter-why-override = Choose as little as the duty needs: the law allows no more. Everything you do not tick stays out.
aside-changed-who = While you were writing, somebody wrote in this case. Nothing of yours was saved or sent; all of it still stands here. If it is still right, send it again.
aside-changed-look = Open the case in a new tab
export-leaving-title = What you typed here is not stored
export-leaving = The reason, the words to black out and the key are lost when you go back to the case.
export-leave = Go back without it
desk-error-risk-against = You answered “No” where the person who wrote said otherwise at filing. Write below why: what was asked, and who said it. Until then nothing is stored.
