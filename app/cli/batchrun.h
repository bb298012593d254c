// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/session/session.h"

namespace cytoloom {

/// Runs one batch in a session until it ends, showing progress: what `run` and `resume` share.
/// Blocks in an event loop; main thread.
class BatchRun
{
public:
    BatchRun(const Console &console, Session::Parts parts);

    /// A new batch from its frozen recipe.
    int create(const ControlRecipe &control, const std::optional<BatchBinding> &binding);
    /// A batch taken up from the journal: says what happened; \p restart: gives RESTART. A
    /// \p binding replaces what was known about lots, people and places.
    int recover(const BatchId &batch, bool restart, const std::optional<BatchBinding> &binding);

private:
    int loop(const BatchId &batch, std::function<void(Engine &)> first);
    [[nodiscard]] Error withReason(const Error &error) const;
    void showEvents(const QVector<JournalEvent> &events);

    const Console &m_console;
    Session m_session;
    LiveView m_view;
};

/// Options that `run` and `resume` share: --speed, --answer, --seed, --binding.
void addRunOptions(QCommandLineParser &parser);
/// Reads --answer: none, auto or a file.
Result<std::optional<Answerer>> readAnswerer(const Console &console);
/// Reads --binding; nothing where it is not given.
Result<std::optional<BatchBinding>> readBindingOption(const Console &console);

} // namespace cytoloom
