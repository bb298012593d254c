// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/element.h"
#include "processgraph/validation/ruleset.h"

#include <QtCore/QSet>

namespace cytoloom {

/// The arguments of a finding's message. A name has two languages, a message argument has one: so
/// name("n", …) fills {n.en} and {n.zh}, and each language's sentence uses its own.
class FindingArgs
{
public:
    FindingArgs &text(const QString &key, const QString &value);
    FindingArgs &name(const QString &key, const LocalizedText &value);
    /// The name of \p element, or its id where it has none.
    FindingArgs &name(const QString &key, const Element &element);
    /// Six significant digits.
    FindingArgs &number(const QString &key, double value);
    /// Names one after the other, at most eight: the middle of a long list becomes "…".
    FindingArgs &names(const QString &key, const QVector<LocalizedText> &values,
        const QString &separator = QStringLiteral(" → "));

    [[nodiscard]] const QMap<QString, QString> &values() const { return m_values; }

private:
    QMap<QString, QString> m_values;
};

/// Where the rules put what they find. It knows the profile: a rule that the profile does not have
/// leaves nothing here, and the severity is the profile's.
class FindingList
{
public:
    /// \p only: ValidationInput::rules; what it does not ask for leaves nothing here, either.
    FindingList(const RuleSet &rules, Profile profile, QStringList only = {})
        : m_rules(rules)
        , m_profile(profile)
        , m_only(std::move(only))
    { }
    /// Some of \p rules ("GMP-PAR-01", several with a blank in between) can leave a finding here.
    [[nodiscard]] bool asks(QLatin1String rules) const;

    /// \p what is the kind of violation: the message code is "<rule>.<what>". \p places is not
    /// empty. \p detail tells apart findings of one kind at one place (a name, a pair of batches):
    /// with rule, kind and first place it is the approval key. The same key twice is the same
    /// finding: kept once.
    /// Returns the finding, for counter-example and fix; good until the next call. A finding that
    /// is left out (profile, seen before) goes to a spare one that nobody reads.
    Finding &add(const QString &rule, const QString &what, const QVector<FindingPlace> &places,
        const FindingArgs &args, const QString &detail = {});
    /// A number of the rule, from the rule set.
    [[nodiscard]] double number(const QString &rule, const QString &name) const
    {
        return m_rules.number(rule, name);
    }
    [[nodiscard]] const QVector<Finding> &findings() const { return m_findings; }

private:
    const RuleSet &m_rules;
    Profile m_profile;
    QStringList m_only;
    QVector<Finding> m_findings;
    QSet<QString> m_keys;
    Finding m_spare;
};

} // namespace cytoloom
