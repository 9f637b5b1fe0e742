# What is published of all reports together: the report of a year, the method, the register of releases, files.

statistics-title = Statistics
statistics-seen = See what leadership sees
statistics-report-title = Statistics, { $year }
statistics-newest = Newest release: { $period }, drawn on { $day }
statistics-drawn = { $period }: drawn on { $day }
statistics-sample = These figures were made up for a demonstration and say nothing of real people or institutions.
statistics-lead = More reports usually mean more trust, but can also mean more violence; these figures cannot tell the two apart. These are reports, not incidents, from people who agreed to be counted.

# Before the first release

statistics-none = Nothing has been released yet.
statistics-none-meaning = This does not mean that there are no cases, nor that there are some. Nothing may be concluded from this page.
statistics-come-title = What will stand here
statistics-come-tables = Tables by institution, by what happened, by who did it, by sex, by how soon it was reported and by how it ended.
statistics-come-rounded = Figures to each of which a random number was added or from which it was taken, so that nobody can be picked out for certain; an interval beside each figure shows how large it is as a rule.
statistics-come-consent = Only reports whose writers agreed to be counted.
statistics-come-release = Each release for a period that is over, approved by two people of different institutions.
statistics-never-title = What will never stand here
statistics-never = No single case, no exact small number, no name. Please do not ask advisers for them either: they may not say whether a case exists.

# The report of a year

statistics-years = Years
statistics-year = { $year }
statistics-quarter = { $year }, quarter { $quarter }
statistics-three-years = { $first } to { $last } together
statistics-caption = { $table }: { $period }
statistics-caption-institution = { $table }: { $period } (institutions cannot be ranked by it)
statistics-about = about { $n }
statistics-interval = { $low }–{ $high }
statistics-decimal = { $whole }.{ $tenth }
statistics-total = All together
statistics-total-of-draws = The total is the sum of the figures as they were drawn, those below zero too.
statistics-col-cell = Counted as
statistics-unit-reports = Reports
statistics-unit-cases = Cases
statistics-col-interval = 95 % interval
statistics-part = This year is not complete yet. Its quarters are released one by one, the other tables once the year is over.
statistics-how-about = A random number was added to each figure, or taken from it, before anybody saw it; how large it is as a rule, the interval beside it shows. That is why it says “about”. Where the interval begins at 0, only the interval is given: this means neither that nobody reported nor that somebody did.
statistics-how-interval = The interval is the 95 % interval of the drawn figure: in 95 of 100 draws the exact number lies within it. It ends at 0 at the lowest, and it says nothing of people who never reported.
statistics-how-totals = The totals of two tables differ, because each table has random numbers of its own.
statistics-how-differences = Compare figures, in a table or from year to year, only by their intervals. Where two intervals overlap, the difference may come from the draw alone; where they do not, the number of reports counted differs, which by itself says nothing about violence. Of twenty intervals, about one misses the exact number. Please compute no percentages from these figures: they would have no interval.
statistics-quarters = The sum of the year will stand here once all four quarters are released. Until then each quarter stands by itself.
statistics-threes = The random changes of one year are too large for this table beside the number of reports that was expected. Therefore only the sum of three years is shown here; the files have each draw.
statistics-later = The random changes of one year are too large for this table beside the number of reports that was expected. It appears as the sum of three years, once three consecutive years with the same list are released.
statistics-chart-desc = One bar for each row of the table, in the same order. The thin line across a bar is the 95 % interval of the drawn figure.
statistics-chart-legend = Bar: the figure. Thin line: its 95 % interval. Where the interval begins at 0 there is no bar.

statistics-table-institution = Institution
statistics-table-act = What happened
statistics-table-relation = Who did it
statistics-table-sex = Sex of the person it happened to
statistics-table-delay = From the incident to the report
statistics-table-retaliation = Retaliation for an earlier report
statistics-table-outcome = How cases ended
statistics-table-acknowledged = First answer in time
statistics-table-feedback = Told in time what was done
statistics-note-institution = The institution with which the report is connected, as its writer said. Drawn every quarter; the year is the sum of the quarters that were drawn. Institutions cannot be ranked by this table: how many people report depends on how many serve there, and on how far they trust. That is why it has no bars. Please do not search for, or try to guess, who reported.
statistics-note-act = The type of incident by the international classification GBVIMS. Of several, the first that applies counts.
statistics-note-relation = What the one who did it was to the person it happened to. Several people of different kinds are a row of their own.
statistics-note-sex = Women and men are counted apart in every year.
statistics-note-delay = How long it took until somebody reported. The day itself is not kept.
statistics-note-retaliation = Whether the report itself is about retaliation for an earlier one.
statistics-note-outcome = Cases that were closed in this year, whenever they were reported.
statistics-note-acknowledged = Whether the first answer came within the time that was promised.
statistics-note-feedback = Whether the writer heard within the time that was promised what was done.
statistics-cell-unknown = Not known or not said
statistics-retaliation-yes = About retaliation
statistics-retaliation-no = Not about retaliation
statistics-kept-in-time = In time
statistics-kept-late = Late

statistics-trends = Over the years
statistics-trends-how = Below each figure stands its 95 % interval; where it begins at 0, only the interval is given. In the small picture a dot is the figure of a year and the line through it the interval; there is no dot where the interval begins at 0. The picture begins at 0, and all rows of a table but the last have one scale. Where the intervals of two years overlap, the difference may come from the draw alone; of twenty intervals, about one misses the exact number.
statistics-trend-point = { $year } { $said }
statistics-col-trend = Picture

statistics-files = Files
statistics-files-how = The figures as they were drawn (column “drawn”), some below zero, with totals and intervals; the file of a year has the sum of its quarters too. These files are not signed; whoever runs the system hands out and checks the signed release. Wherever figures are shown elsewhere, the intervals must be shown too.
statistics-csv = CSV, { $period }
statistics-json = JSON, { $period }
statistics-all-csv = CSV, everything released

# Half a page to quote

statistics-year-from = { $year }, counted from { $day }
statistics-quote-title = Half a page to quote
statistics-quote-how = These sentences can be taken as they are: each figure brings its 95 % interval. If you leave some out, please keep the intervals and the last paragraph.
statistics-quote-sum = Reports of gender-based violence by the people it happened to, { $year }: { $about } (95 % interval { $interval }; so in brackets below).
statistics-quote-end = A random number was added to each figure, or taken from it, so that nobody can be picked out for certain. Where two intervals overlap, the difference may come from the draw alone; an interval that begins at zero means neither that nobody reported nor that somebody did; institutions cannot be ranked by these figures. Source: Balss, { $drawn }.

# The method

statistics-method-title = How these figures are made
statistics-method-link = How these figures are made
statistics-back = To the figures
statistics-guarantee = Nobody can tell for certain from these figures whether a given report is among those counted, nor what it says. In numbers: no release, nor all of them together, changes anyone's odds that a given report is among those counted by a factor of more than { $power } = { $times }, nor, for somebody who knows that it is, the odds of anything it says by a factor of more than { $power-known } = { $times-known }; several reports by one person multiply.
statistics-short-title = In ten sentences
statistics-short-counted = Only reports by people to whom it happened are counted, once an adviser has classified them, only if the writer agreed, and not where they are counted already.
statistics-short-small = The numbers are small, and in a small service an exact number can point at one person.
statistics-short-changed = So a random number, as large as the interval beside it shows, is added to or taken from each figure, and nobody is shown the exact number: no minister, and not even the advisers who release it.
statistics-short-once = The random number is drawn once, two advisers of different institutions release the figures together, and the records behind them are then destroyed.
statistics-short-interval = Beside each figure stands an interval within which, in 95 of 100 draws, the exact number lies.
statistics-short-zero = Where an interval begins at zero, only the interval is given, and it means neither that nobody reported nor that somebody did.
statistics-short-differences = Where two intervals overlap, the difference may come from the draw alone, about one interval in twenty misses, and several years say more than one.
statistics-short-trust = More reports usually mean more trust, but can also mean more violence, and few reports do not mean that little happens.
statistics-short-ranking = Institutions cannot be ranked by these figures, since the number of reports depends on how many people serve there and on how far they trust.

statistics-full-title = In full
statistics-full-unit-title = What is counted
statistics-full-unit = The unit is a coded record: one report by the person it happened to, with their agreement to be counted, classified by an adviser as gender-based violence. It holds codes only, not a word of the report.
statistics-full-uncounted-title = What is not counted
statistics-full-uncounted = Reports by witnesses and by leaders who ask for advice; reports without agreement; those that nobody had classified by the end of the period; those that are no gender-based violence; those that an adviser found counted already, in another report here or by an organisation whose figures are added to these; those that were withdrawn before the draw; and all that was never reported. Once a period is drawn, a later withdrawal changes nothing in it.
statistics-full-neighbours-title = Neighbours
statistics-full-neighbours = Two sets of records are neighbours if one has a single record more than the other. What is protected is one report, not one person: of somebody who reported several times, the factors multiply. A record that changes its row is not one such step but two: it leaves one row and enters another.
statistics-full-sensitivity-title = Sensitivity
statistics-full-sensitivity = The rows of each table are a list that two advisers fixed before any record of the year was sealed. A record falls into at most one row of a table and enters each table once in its life, also when consent is taken back and renewed or a case is reopened. Adding or removing a record thus changes one count by one: the sensitivity of a table is 1.
statistics-full-noise-title = Noise
statistics-full-noise = Every row gets a draw of its own, empty ones too, from the discrete Laplace distribution: the chance of x is proportional to exp(−ε·|x|). It is drawn exactly, in whole numbers and without floating point (Canonne, Kamath and Steinke, 2020), from the randomness of the operating system.
statistics-full-budget-title = Privacy budget
statistics-full-budget = The ε of a table is an exact fraction and stays the same for as long as the installation exists. As a record enters each table once, all releases together spend at most the sum over the tables on it (sequential composition), however many years pass. The sum may not be more than 2; the program refuses another plan. What the sum means in odds stands under the next table.
statistics-full-once-title = Drawn once
statistics-full-once = Draw, signature and storage are one step: whole or not at all. Each page and file is computed from the stored draw. A period of which the store, its log or the state kept beside it tells a release is never drawn again, and no other draw of it is ever shown. When the store comes back from an older copy – a restore is noted in the log, and otherwise that state shows it – the periods that were over by then stay closed until an adviser takes the published files in again and so vouches that there were no others. A period whose file is left out then, and of which neither store nor log nor state tells any more, can be drawn a second time, and would spend its ε on its records once more. Two advisers of different institutions must act together: no institution holds the key to a period's records alone before another has approved its release.
statistics-full-interval-title = Intervals
statistics-full-interval = An interval is the drawn figure ± m, where m is the smallest whole number that the noise stays within with a chance of at least 95 %. Lower ends below zero are 0 on pages and in the column “low_95” of files; where the interval begins at 0, it stands in the place of the figure, and the column “about” of files is empty; no upper end is below m, since an interval from 0 to 0 would look like an exact number. The draws themselves stand in the column “drawn” of files. For sums, m is that of the sum of independent draws. Each interval is meant by itself: of twenty, about one misses.
statistics-full-totals-title = Totals
statistics-full-totals = The total of a table is the sum of its draws, those below zero too, and its interval that of this sum. Nothing is adjusted to make rows add up or tables agree. Tables also differ in what enters them: outcome and time limits count in the year in which they became known.
statistics-full-threes-title = Sums of three years
statistics-full-threes = If the interval of a table's yearly total reaches further than half of the reports expected in a year, the table is shown only as the sum of three consecutive years; the files have each draw. Which tables these are follows from the plan, and so from no report.
statistics-full-periods-title = Periods
statistics-full-periods = The table of institutions is drawn for each quarter, all others for the year. A record enters a table in the period in which it was first sealed for statistics. A year is the sum of its quarters only once all four are released.
statistics-full-limits-title = What this does not protect from
statistics-full-limits = The guarantee is about what releases add to what somebody already knows. It does not hide what a person tells about their own report, nor what an adviser learns from a case. Somebody who has a strong suspicion already, or knows that a report is counted, can be confirmed in a guess within the factors named here. It holds as long as the operating system's randomness is good and no adviser who has a copy of the tables opens a period's records outside a release, once another institution has approved it or joins in.
statistics-full-menu-title = The tables and their privacy budget
statistics-full-bounds = Where it is not known whether a record is counted: whatever somebody knows of all other records, the releases change the odds that it is among them by a factor of at most { $power } = { $times }; the exponent is the sum of all ε. Where it is known: in another row the record changes two counts of a table, so that the table changes the odds between two of its rows by a factor of at most e^(2ε), which stands in the column “Between rows”, and all tables together change the odds between any two contents of the record by at most { $power-known } = { $times-known }. Of several reports by one person these factors multiply.
statistics-full-menu = As fixed by the plan for { $year }.
statistics-full-configured = Nothing has been released yet; this is what is configured.
statistics-full-expected = Reports expected in a year: { $n }.
statistics-menu-caption = What each table spends on one record, how far its figures reach from the exact numbers in 95 of 100 draws, and by what factor at most it changes the odds between two rows for a record that is known to be counted
statistics-col-table = Table
statistics-col-cells = Rows
statistics-col-within = A row of the year
statistics-col-within-total = Total of the year
statistics-col-factor = Between rows
statistics-col-shown = Shown
statistics-shown-year = by the year
statistics-shown-threes = as the sum of three years
statistics-sum = All tables

statistics-ledger = Register of releases
statistics-ledger-how = Every release, in the order of its draw. The last column tells what all releases up to then have spent at most on one record. A second release of the same table spends nothing on a record that entered it before.
statistics-ledger-caption = Releases and what they spend on one record
statistics-col-period = Period
statistics-col-drawn = Drawn on
statistics-col-tables = Tables, by their ε
statistics-col-spent = Its ε
statistics-col-so-far = ε so far

# What others ask for

statistics-mapping = What plans and conventions ask for
statistics-mapping-how = Where a table answers, it is named. Tables are never crossed with one another, since rows would become so small that nothing but random change remained. Numbers of articles were not checked by a lawyer; what is in force in this country must be checked before anybody relies on it.
statistics-col-asked = Asked for
statistics-col-here = Here
statistics-no-counterpart = No counterpart.
statistics-all-tables = All tables.
statistics-asks-plan = National Action Plan on Women, Peace and Security 2020–2025 (its time is over)
statistics-asks-istanbul = Istanbul Convention, Article 11
statistics-asks-eige = European Institute for Gender Equality (EIGE): administrative data
statistics-asks-directive = Directive (EU) 2024/1385, Article 44
statistics-asked-plan-awareness = Task 1: awareness of gender equality and of ending gender-based violence
statistics-here-plan-awareness = How many report shows trust rather than knowledge; it is no measure of awareness.
statistics-asked-plan-training = Task 2: training of the sector, with the position of a gender adviser
statistics-here-plan-training = They show whether advisers answered in time, not how many people were trained.
statistics-asked-plan-transfer = Task 3: passing on Latvia's experience
statistics-here-plan-transfer = Method and program can be passed on; no figure counts that.
statistics-asked-istanbul-data = 1 (a): data on cases of all forms of violence, broken down, at regular intervals
statistics-here-istanbul-data = Reports to this service only, by the year.
statistics-asked-istanbul-causes = 1 (b): research into causes, frequency and convictions
statistics-here-istanbul-causes = Of convictions this service learns nothing.
statistics-asked-istanbul-surveys = 2: surveys of the population
statistics-here-istanbul-surveys = Reports are no survey, and frequency cannot be inferred from them.
statistics-asked-istanbul-public = 4: data that are open to the public
statistics-here-istanbul-public = If the page of statistics is open without signing in.
statistics-asked-eige-person = Sex of the person harmed
statistics-here-eige-person = By the year.
statistics-asked-eige-relation = Relation between the person harmed and the one who did it
statistics-here-eige-relation = A partner or former partner is a row of its own.
statistics-asked-eige-form = Form of violence
statistics-here-eige-form = By GBVIMS types, not by offences of criminal law.
statistics-asked-eige-age = Age of those involved, and sex of the one who did it
statistics-here-eige-age = Not among the tables.
statistics-asked-eige-crossed = Sex, relation and form together, such as women harmed by a partner
statistics-here-eige-crossed = Tables are not crossed.
statistics-asked-directive-sex = Victims by sex
statistics-here-directive-sex = People who reported that it happened to them.
statistics-asked-directive-age = By age group
statistics-here-directive-age = Not among the tables.
statistics-asked-directive-relation = By relationship between victim and offender
statistics-here-directive-relation = As reported; nobody has been convicted by it.
statistics-asked-directive-offence = By type of offence
statistics-here-directive-offence = By GBVIMS types, which describe acts and are no legal assessment.
statistics-asked-directive-services = Shelters, helplines, convictions, deaths
statistics-here-directive-services = Other institutions hold these data.
