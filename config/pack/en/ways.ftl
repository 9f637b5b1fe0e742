# Ways out of a page beside a case

desk-back-unsaved = Back, do not save
away-back-text = What you wrote on that page is neither sent nor stored. If you go back to the case now, it is lost. An answer begun on the page of the case stays in its field.
away-back-drop = Drop it and go back to the case
