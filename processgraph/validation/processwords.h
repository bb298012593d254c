// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/language.h"
#include "processgraph/foundation/result.h"
#include "processgraph/foundation/utctime.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>
#include <QtCore/QVector>

#include <array>
#include <optional>

namespace cytoloom {

/// What the steps and materials of the catalogue mean to the rules: which phase classes freeze,
/// which are an in-process control, what each stage of a process needs, which tests a release has.
/// From resources/rules/sets/process-words.json, so that a site can add its own classes without a
/// new build. Immutable after reading; any thread.
class ProcessWords
{
public:
    /// Phase classes where nothing else is said.
    enum Word {
        Thaw,
        Freeze,
        Store,
        Formulate, ///< cells meet the cryoprotectant or final medium
        Fill,
        Inspect,
        Wash, ///< takes the medium away
        Culture,
        InProcessControl, ///< phases that measure or sample the product
        Cryoprotectant, ///< materials
        Vector ///< materials
    };
    static constexpr int WordCount = 11;

    /// A stage of a process that wants an in-process control (GMP-IPC-02).
    struct Stage
    {
        QString id;
        LocalizedText name;
        QStringList phases; ///< steps of the stage
        QStringList until; ///< the control comes before these …
        QStringList since; ///< … or, where not empty, after these and before the step
    };
    /// A test that the release of a cell product needs (GMP-IPC-01).
    struct ReleaseTest
    {
        QString id;
        LocalizedText name;
        QStringList results; ///< a criterion on any of these is the test
        QStringList phases; ///< so is a phase of one of these classes
        QStringList materials; ///< asked for only where one of these is used; empty: always
        bool inProcess = false; ///< a gate before the release asks for it, too
    };
    /// What a step that people do is, for how long it may take.
    enum Manual { Handling, Decision, Other };
    static constexpr int ManualCount = 3;

    /// Any "json.…" or "schema.…" with its place.
    static Result<ProcessWords> read(const QString &fileName);
    /// What ships with the program. Asserts that it is sound: tested.
    static const ProcessWords &shipped();

    [[nodiscard]] bool is(Word word, const QString &id) const { return m_words[word].contains(id); }
    [[nodiscard]] const QStringList &ids(Word word) const { return m_words[word]; }
    [[nodiscard]] const QVector<Stage> &stages() const { return m_stages; }
    [[nodiscard]] const QVector<ReleaseTest> &releaseTests() const { return m_tests; }
    /// The longest that a step of this phase class or unit operation takes anywhere; nullopt where
    /// nobody says (GMP-TIM-06).
    [[nodiscard]] std::optional<Duration> longest(const QString &type) const;
    [[nodiscard]] std::optional<Duration> longest(Manual kind) const { return m_manual[kind]; }
    /// The attributes that tell what a single-use item of this kind withstands (GMP-SUS-03).
    [[nodiscard]] QStringList ratings(const QString &kind) const { return m_ratings.value(kind); }
    /// What a material of this class leaves in the product, as "residualClass" spells it; empty for
    /// those of which nobody says (GMP-MAT-06).
    [[nodiscard]] QString residue(const QString &material) const
    {
        return m_residues.value(material);
    }

private:
    std::array<QStringList, WordCount> m_words;
    QVector<Stage> m_stages;
    QVector<ReleaseTest> m_tests;
    QHash<QString, Duration> m_longest;
    std::array<std::optional<Duration>, ManualCount> m_manual;
    QHash<QString, QStringList> m_ratings;
    QHash<QString, QString> m_residues;
};

} // namespace cytoloom
