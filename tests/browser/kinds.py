"""One address of each page kind of the real site."""

_POLICY = "companies/monoprice.com/privacy-policy/"
KINDS = {
    "home": "",
    "companies": "companies/",
    "company": "companies/monoprice.com/",
    "company with one capture": "companies/monovm.com/",
    "document": _POLICY,
    "document with one capture": "companies/contactmonkey.com/privacy-policy/",
    "version": f"{_POLICY}2017-10-07/",
    "version with lost characters": f"{_POLICY}2004-12-07/",
    "version with numbers": "companies/mono.net/privacy-policy/2013-11-06/",
    "changes": f"{_POLICY}2017-10-07/changes/",
    "changes_index": "changes/",
    "changes_year": "changes/2017/",
    "topics": "topics/",
    "topic": "topics/cookies-tracking/",
    "topic_company": "topics/cookies-tracking/monoprice.com/",
    "shared": "shared/",
    "shared_wording": "shared/5651e0dabc2b/",
    "shared_company": "shared/companies/mono.net/",
    "shared_company with nothing": "shared/companies/monovm.com/",
    "search": "search/?q=cookies",
    "about": "about/",
    "methods": "methods/",
    "report": "report/",
    "not_found": "404.html",
}
