// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/session/session.h"

namespace cytoloom {

/// Runs batches in a session until all have ended, showing progress: what `run` and `resume` share.
/// Blocks in an event loop; main thread. Exit 0: all Complete.
class BatchRun
{
public:
    BatchRun(const Console &console, Session::Parts parts);

    /// New batches from their frozen recipes, started together. \p binding: of every one.
    int create(const QVector<ControlRecipe> &controls, const std::optional<BatchBinding> &binding);
    /// Batches taken up from the journal: says what happened; \p restart: gives RESTART. A
    /// \p binding replaces what was known about lots, people and places.
    int recover(
        const QVector<BatchId> &batches, bool restart, const std::optional<BatchBinding> &binding);

private:
    int loop(const QVector<BatchId> &batches, std::function<void(Engine &)> first);
    void ended(const BatchId &batch, int code);
    [[nodiscard]] Error withReason(const BatchId &batch, const Error &error) const;
    void showProgress() const;
    void showEvents(const QVector<JournalEvent> &events);

    const Console &m_console;
    Session m_session;
    LiveView m_view;
    QVector<BatchId> m_open;
    JsonValue m_ended = JsonValue::array(); ///< {batch, state} in the order of their ends
    int m_code = Console::Done;
};

/// Options that `run` and `resume` share: --speed, --answer, --seed, --binding.
void addRunOptions(QCommandLineParser &parser);
/// Reads --answer: none, auto or a file.
Result<std::optional<Answerer>> readAnswerer(const Console &console);
/// Reads --binding; nothing where it is not given.
Result<std::optional<BatchBinding>> readBindingOption(const Console &console);

} // namespace cytoloom
