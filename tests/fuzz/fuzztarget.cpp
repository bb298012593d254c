// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzztarget.h"

#include "processgraph/foundation/messagecatalog.h"

#include <cstdio>
#include <cstdlib>

namespace cytoloom::fuzz {

Target targetNamed(const QByteArray &name)
{
    for (const Target &target : allTargets())
        if (name == target.name)
            return target;
    std::fprintf(stderr, "no fuzz target '%s'\n", name.constData());
    std::abort();
}

void require(bool holds, const char *promise)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

void checkError(const Error &error)
{
    const MessageCatalog &words = MessageCatalog::shipped();
    require(words.contains(error.code()), "an error has words");
    require(!words.text(error, Language::En).isEmpty(), "an error reads in English");
    require(!words.text(error, Language::Zh).isEmpty(), "an error reads in Chinese");
}

} // namespace cytoloom::fuzz
