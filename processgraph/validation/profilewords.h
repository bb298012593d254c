// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/commonjson.h"
#include "processgraph/validation/profile.h"

namespace cytoloom::json {

/// The words of the rule profiles, as records and the command line spell them. Never change one:
/// old records have them.
inline const Words<Profile> &profileWords()
{
    using namespace Qt::StringLiterals;
    static const Words<Profile> words {
        {u"CN"_s, Profile::CN}, {u"EU"_s, Profile::EU}, {u"US"_s, Profile::US}};
    return words;
}

} // namespace cytoloom::json
