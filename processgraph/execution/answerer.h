// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/batchstate.h"
#include "processgraph/foundation/expression.h"

namespace cytoloom {

/// A signature that an answerer would give.
struct SignatureAnswer
{
    ElementId element;
    SignatureMeaning meaning = SignatureMeaning::Performed;
    QString role;
    PersonId person;
    friend bool operator==(const SignatureAnswer &, const SignatureAnswer &) = default;
};

/// Answers prompts where nobody sits in front: simulation, `--answer auto`, `--answer FILE`. A pure
/// function of prompt and state, so that a resumed batch gets the same answers. A value.
class Answerer
{
public:
    /// Says what each prompt's definition names as its automatic answer; a number without one gets
    /// the middle of its range. \p first answers; \p second verifies what the first has done.
    explicit Answerer(PersonId first = PersonId(QStringLiteral("AUTO-1")),
        PersonId second = PersonId(QStringLiteral("AUTO-2")));
    /// {"<result name or element id>": number, text or true, …}; what the file does not name is
    /// answered automatically. "json.…", "file.cannotRead", "answer.type" (args: key) with place.
    static Result<Answerer> read(const QString &fileName);

    /// \p lookup gives the names of an automatic answer that is an expression (r., p., f.,
    /// signals). Fails with "answer.none" (args: element, reason).
    [[nodiscard]] Result<PromptAnswer> answer(
        const BatchState &state, const Prompt &prompt, const Expression::Lookup &lookup) const;
    /// Every signature that is waited for now.
    [[nodiscard]] QVector<SignatureAnswer> signatures(const BatchState &state) const;

private:
    PersonId m_first;
    PersonId m_second;
    QMap<QString, ResultValue> m_answers;
};

} // namespace cytoloom
