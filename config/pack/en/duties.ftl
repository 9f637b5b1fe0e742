# What has to be passed on: sentences made from duties.toml

duty-start-yes = If officials of this institution learn of a crime, they may have to start criminal proceedings, even if you do not want it.
duty-start-some = Some people of this institution may have to start criminal proceedings if they learn of a crime, even if you do not want it: { $who }.
duty-start-no = People of this institution do not start criminal proceedings.
duty-start-ask = It has not been settled yet whether people of this institution have to start criminal proceedings. Ask the adviser before you tell the details.
duty-report = Has to be passed on: { $what }. To whom: { $to }. When: { $by }.
duty-by-same-day = the same day
duty-by-hours =
    { $n ->
        [one] within { $n } hour
       *[other] within { $n } hours
    }
duty-basis = Legal basis: { $basis }.
duty-basis-criminal-procedure-6 = Criminal Procedure Law, section 6
duty-basis-children-73 = Law on the Protection of the Children's Rights, section 73(1)
duty-must-child = what is known of violence against a child
duty-to-police-or-other = the police or another authority in charge
duty-who-military-police = the Military Police
duty-who-investigators = officials who investigate crimes
duty-who-internal-security = the Internal Security Bureau
duty-appointed = The advisers of this institution are appointed by { $who }.
duty-appointed-unsaid = Who appoints the advisers of this institution has not been written down here yet.
duty-appoints-commander = the commander
duty-appoints-secretary = the state secretary
duty-appoints-chief = the head of the institution
duty-signed = Confirmed on { $day }.
duty-unsigned = This record has not been confirmed yet.
duty-example = This is an example for the demonstration and says nothing about the real institution.
duty-limit-not-whistleblowing = This place is not a whistleblowing channel. What harms only your own interests, or is told without a name, does not count as whistleblowing in Latvia and does not give its protection.
duty-limit-internal-security-bureau-answers =
    The Internal Security Bureau does not answer information given without a name. It answers a signed submission within { $n ->
        [one] { $n } day.
       *[other] { $n } days.
    }
