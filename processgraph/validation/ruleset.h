// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/foundation/result.h"
#include "processgraph/validation/finding.h"
#include "processgraph/validation/profile.h"

#include <QtCore/QHash>
#include <QtCore/QMap>
#include <QtCore/QVector>

namespace cytoloom {

/// When a rule is asked: at recipe approval, at binding and scheduling, during the run.
enum class RuleMoment { Design, Schedule, Run };

/// One clause that a rule rests on. What is not `checked` against the text of the document must be
/// shown as "to be confirmed by QA".
struct RuleClause
{
    QString document; ///< "EU GMP Annex 1", "药品生产质量管理规范(2010年修订)"
    QString clause;
    QString quote; ///< words of the document, in its own language; may be empty
    bool checked = false;
    QVector<Profile> profiles; ///< where the clause counts
    friend bool operator==(const RuleClause &, const RuleClause &) = default;
};

/// What is data about a rule: the check itself is code. A site changes this without a new build.
struct RuleDefinition
{
    QString id; ///< "GMP-STR-01"
    int version = 1;
    LocalizedText title;
    LocalizedText check;
    QMap<Profile, Severity> severity; ///< a profile that is missing does not have the rule
    QVector<RuleMoment> moments;
    QVector<RuleClause> basis;
    QString waiverRole; ///< who may sign a waiver; empty: nobody
    QMap<QString, double> numbers; ///< limits of the rule that a site may set
    friend bool operator==(const RuleDefinition &, const RuleDefinition &) = default;
};

/// The rules as data, from resources/rules/*.json. Immutable after reading; any thread.
class RuleSet
{
public:
    /// Fails with any "json.…", "schema.…" or "rules.duplicate" (args: rule) with its place.
    static Result<RuleSet> read(const QString &folder);
    /// What ships with the program (":/cytoloom/rules"). Asserts that it is sound: tested.
    static const RuleSet &shipped();

    /// Null when unknown.
    [[nodiscard]] const RuleDefinition *rule(const QString &id) const;
    [[nodiscard]] const QVector<RuleDefinition> &rules() const { return m_rules; }
    /// nullopt: the profile does not have the rule.
    [[nodiscard]] std::optional<Severity> severity(const QString &id, Profile profile) const;
    /// A number of a rule; asserts that it is there.
    [[nodiscard]] double number(const QString &id, const QString &name) const;

private:
    QVector<RuleDefinition> m_rules;
    QHash<QString, int> m_index;
};

} // namespace cytoloom
