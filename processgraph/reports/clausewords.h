// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/validation/ruleset.h"

namespace cytoloom {

/// The clauses that rules rest on, in the language of the reader: rules name documents and clauses
/// as the documents themselves do ("药品生产质量管理规范(2010年修订) 第一百八十七条"), which is
/// also what records and JSON keep. The words stand in resources/rules/words/clauses.json; what has
/// none there is said as it is. Any thread.
namespace clausewords {

[[nodiscard]] QString document(const QString &document, Language language);
[[nodiscard]] QString clause(const QString &clause, Language language);
/// "China GMP (2010 revision) Art. 187".
[[nodiscard]] QString text(const RuleClause &clause, Language language);
/// The same of what RuleProof::clauses holds: document and clause in one text, as they are in the
/// shipped rules.
[[nodiscard]] QString text(const QString &documentAndClause, Language language);

} // namespace clausewords
} // namespace cytoloom
