"""The nouns by which texts speak of the people of a study."""

from app.tagging.alternatives import by_first_letter

NOUNS = by_first_letter(
    r"patients?|subjects?|participants?|volunteers?|individuals?|persons?|people|humans|wom[ae]n|m[ae]n"
    r"|females?|males?|adults?|children|adolescents?|teenagers?|infants?|neonates?|newborns?|toddlers?|babies"
    r"|boys?|girls?|ladies|gentlemen|mothers|primigravidae|primiparae|fathers|caregivers|carers|twins|sisters|brothers|siblings|relatives|probands"
    r"|respondents?|survivors|interviewees|recipients|enrollees|attendees|visitors|outpatients|inpatients|clients"
    r"|consumers|users|customers|donors|smokers|veterans|soldiers|recruits|conscripts|cadets|sailors"
    r"|students?|pupils|schoolchildren|teachers|nurses|residents|employees|workers|labou?rers|farmers"
    r"|gardeners|fishermen|miners|drivers|welders|athletes|swimmers|surfers|golfers|runners|lifeguards"
    r"|villagers|inhabitants|islanders|migrants|asians|caucasians|africans|koreans|hispanics|latinos|latinas"
    r"|japanese|chinese|taiwanese|vietnamese|thais|indians|iranians|iraqis|egyptians|ethiopians|nigerians|malaysians|danes|swedes|norwegians|finns|germans|spaniards|indonesians|brazilians|mexicans|americans"
    r"|australians|canadians|italians|singaporeans|saudis|pakistanis|israelis|filipinos|turks|hikers|cyclists|skiers|climbers"
)
"""As a pattern to build on; most in the plural alone, as the singular is as often an adjective."""
