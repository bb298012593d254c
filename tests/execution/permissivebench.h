// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/recipeexecutor.h"
#include "tests/support/fakegateway.h"
#include "tests/support/memoryjournal.h"

namespace cytoloom::test {

/// The shipped CAR-T recipe with its plant and binding, put before any of its steps by a journal as
/// a run would have written it, and taken up by an executor that asks the runtime rules.
class PermissiveBench
{
public:
    PermissiveBench();

    // What a test changes before place() or hold().
    MasterRecipe recipe;
    Plant plant;
    std::optional<BatchBinding> binding;
    Profile profile = Profile::CN;

    /// A token waits before \p step while everything around it runs.
    void place(const QString &step);
    /// \p step is at work since \p ago; the program dies then, so that it comes up Held.
    void atWork(const QString &step, Duration ago);
    /// \p step was begun and ended \p ago.
    void done(const QString &step, Duration ago);
    void result(const QString &name, const JsonValue &value);
    void gate(const QString &step, const QString &outcome);
    /// Everything that \p gate asks for, passed.
    void passResults(const QString &gate);

    /// A program that comes up on the journal and gives RESTART to the batch.
    void resume();
    void comeUp();
    void restart(const QString &element = {});
    void answer(double choice, const QString &text, const QString &person);
    void tick();

    [[nodiscard]] const BatchState &state() const { return executor->state(); }
    [[nodiscard]] ProceduralState stateOf(const QString &step) const
    {
        return state().status(ElementId(step)).state;
    }
    /// Codes of the findings that stand in the way now.
    [[nodiscard]] QStringList refused() const;
    [[nodiscard]] QStringList events(const QString &code) const;
    [[nodiscard]] PlantUnit *unit(const QString &id);
    [[nodiscard]] Room *room(const QString &id);
    [[nodiscard]] MaterialLot *lot(const QString &line);
    [[nodiscard]] SingleUseSet *set(const QString &line);
    Element change(const QString &step); ///< a copy; put() writes it back
    void put(const Element &element);

    SteppedClock clock;
    MemoryJournal journal;
    std::unique_ptr<FakeGateway> gateway;
    std::unique_ptr<RecipeExecutor> executor;
    QVector<Error> refusals; ///< what people were told

private:
    void begin();
    void write(const QString &code, const QString &element, const JsonValue &data, UtcTime time);
    void setState(const QString &element, const QString &from, const QString &to, UtcTime time);
    void openContainers(const ElementId &around, const QStringList &placed);
};

} // namespace cytoloom::test
