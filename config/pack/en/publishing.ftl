# Planning and releasing statistics: for advisers.
publishing-title = Statistics
publishing-what = What leadership and the public may see is released here, by two advisers of different institutions together. First the plan of a year fixes what is counted; then each quarter, and in the end the year, is released once.
publishing-never = Before a release nobody sees a number, not you either. What is released has noise added, can never be drawn again and never be taken back.
publishing-not-enough = It takes vouched advisers of at least two institutions to plan and release statistics.
publishing-passphrase-hint = Needed for every button below.
publishing-next = Plan the year { $year }
publishing-next-what = The plan takes the tables and their ε from the configuration as they are now. Once a colleague of another institution has signed it, it holds for the year, and what is coded from then on can be counted.
publishing-prepare = Make the plan of { $year }
publishing-planned-by = { $name } made this plan. Nothing is counted yet.
publishing-waits-second = It waits for the signature of an adviser of another institution.
publishing-confirm = Look at the tables below, then sign this plan
publishing-signed-by = Made by { $name }.
publishing-signed-too = Signed by { $name }.
publishing-no-share = Your account holds no part of this year’s key: it was vouched for after the plan was made. Colleagues who were there then can release.
publishing-menu = What is counted
publishing-expected = { $n ->
    [one] { $n } report a year is expected.
   *[other] { $n } reports a year are expected.
}
publishing-table = Table
publishing-cells = Cells
publishing-stage-running = is not over yet.
publishing-stage-closed = stays closed: this store was taken back to an older copy after it ended, and it may have been released before. Whoever runs the service can take the published releases in again.
publishing-stage-quarters = comes after its four quarters.
publishing-stage-ready = can be released. One adviser approves, another of a different institution releases.
publishing-stage-approved = was approved by { $name }. You can release it.
publishing-stage-waits = was approved by { $name } and waits for an adviser of another institution.
publishing-stage-released = has been released.
publishing-approve = Approve: { $period }
publishing-release = Release now: { $period }
publishing-release-note = There is no way back: what is drawn is published as it comes, and nobody can draw it again.
publishing-take-back = Take my approval back: { $period }
publishing-said-prepared = The plan is made. It waits for the signature of an adviser of another institution.
publishing-said-confirmed = The plan is signed. From now on what is coded can be counted.
publishing-said-approved = Approved. An adviser of another institution can release it now.
publishing-said-taken-back = Your approval is taken back.
publishing-said-released = Released. Leadership can see it now.
publishing-changed = Something has changed meanwhile, and nothing was done. The page shows how things stand now.
publishing-not-another = This takes another person, of another institution than the one who acted first.
publishing-odd-epsilon = The ε of the table “{ $table }” in the configuration is no fraction above 0 and at most 2.
publishing-odd-changed = The ε of the table “{ $table }” in the configuration is not that of the earlier plans. It stays the same for the life of the installation.
publishing-odd-budget = All ε in the configuration together are more than 2.
publishing-odd-expected = The number of expected reports in the configuration must be between 1 and 1,000,000.
event-statistics-planned = Statistics of a year planned, or the plan signed
event-statistics-approved = A release of statistics approved, or taken back
event-statistics-released = Statistics released
event-release-imported = A published release taken in again
