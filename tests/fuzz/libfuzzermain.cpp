// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/resources.h"
#include "tests/fuzz/fuzztarget.h"

#include <QtCore/QLoggingCategory>

#include <cstdint>

// Built with clang alone (preset fuzz): CYTOLOOM_TARGET=recipe fuzz_parsers corpus/recipe

namespace {

cytoloom::fuzz::Target target {};

} // namespace

extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    cytoloom::initResources();
    QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
    target = cytoloom::fuzz::targetNamed(qgetenv("CYTOLOOM_TARGET"));
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    target.run(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
