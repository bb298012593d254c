// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/recipeexecutor.h"
#include "tests/support/fakegateway.h"
#include "tests/support/memoryjournal.h"

namespace cytoloom::test {

inline LocalizedText words(const QString &text)
{
    return {text, text};
}

inline Link linkOf(
    const QString &id, const QString &from, const QString &to, LinkKind kind = LinkKind::Control)
{
    Link link;
    link.id = LinkId(id);
    link.kind = kind;
    link.from.element = ElementId(from);
    link.to.element = ElementId(to);
    return link;
}

/// Puts a small recipe together, line by line.
class RecipeBuilder
{
public:
    RecipeBuilder();
    /// Adds an element; containers take the following ones until close(). Begin and End of the
    /// open container are there from the start: "<container>.b" and "<container>.e", "b" and "e" in
    /// the outermost.
    Element &add(ElementKind kind, const QString &id, const QString &type = {});
    void open(ElementKind kind, const QString &id, const QString &role = {});
    void close();
    /// "a > b > c": control links, named "a>b".
    void chain(const QString &text);
    void link(const Link &link) { m_links << link; }
    MasterRecipe recipe; ///< all but the procedure
    [[nodiscard]] MasterRecipe build();

private:
    struct Item
    {
        Element element;
        ElementId container;
    };
    QVector<std::shared_ptr<Item>> m_items;
    QVector<Link> m_links;
    QVector<ElementId> m_open;
};

/// Two vessels U1, U2 with temperature, stirrer and inlet, each on its own device "D-<unit>".
Plant smallPlant();
/// heat, wait, ask, check, ramp, send, receive, quick, pump, culture, take, draw, feed, source,
/// sink.
QVector<PhaseClass> smallPhaseClasses();

/// An executor with everything around it. The minute is its tick.
class Rig
{
public:
    explicit Rig(const MasterRecipe &recipe);
    /// A program that starts anew on the same journal: new clock origin, new executor.
    Rig(const MasterRecipe &recipe, const MemoryJournal &from, UtcTime now);

    void create();
    void start() { command({}, ProceduralCommand::Start); }
    void command(const QString &element, ProceduralCommand command,
        const QString &reason = QStringLiteral("because"));
    /// Ticks and flushes once a minute for \p minutes; 0: once, with no time passing.
    void run(int minutes = 0);
    void answer(double number, const QString &person = QStringLiteral("anna"));
    /// Answers the oldest prompt and signs what waits for a signature.
    void answerAll();

    [[nodiscard]] ProceduralState state(const QString &element) const
    {
        return executor->state().status(ElementId(element)).state;
    }
    /// "a Idle>Running" for every element.state since the last call; the batch is "-".
    QStringList takeLog();
    [[nodiscard]] QStringList codes(const QString &code) const;

    SteppedClock clock;
    MemoryJournal journal;
    FakeGateway gateway;
    std::unique_ptr<RecipeExecutor> executor;
    QVector<Error> refusals;
    QVector<Error> journalErrors;
    MasterRecipe master;

private:
    void wire();
    qsizetype m_logged = 0;
};

} // namespace cytoloom::test
