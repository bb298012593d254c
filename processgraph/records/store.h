// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/execution/journal.h"
#include "processgraph/foundation/result.h"
#include "processgraph/historian/historian.h"

#include <QtCore/QString>

#include <memory>

namespace cytoloom {

/// One batch as the list of batches shows it.
struct BatchSummary
{
    BatchId id;
    QString identity;
    QString shape;
    QString colour;
    QString recipe; ///< "CART-LV-AUTO v4"
    LocalizedText product;
    QString state; ///< procedural state word of the last batch-level event
    UtcTime created {};
    UtcTime ended {};
    bool simulated = false;
    friend bool operator==(const BatchSummary &, const BatchSummary &) = default;
};

/// The one SQLite file: journal with hash chain and historian. Opening takes an exclusive lock next
/// to the file, so a second program on the same store is refused ("store.inUse"). All writing
/// happens on the store's own thread; append() blocks the caller until the commit is durable.
/// Other failures: "store.newer" (file of a newer version), "store.notOurs", "store.damaged",
/// "store.readOnly", "store.full", "store.cannotOpen".
class Store : public Journal
{
public:
    enum class Mode { ReadWrite, ReadOnly };
    /// Creates the file when it does not exist (ReadWrite), migrates an older one.
    static Result<std::unique_ptr<Store>> open(
        const QString &fileName, Mode mode = Mode::ReadWrite);
    ~Store() override;

    Result<quint64> append(const QVector<JournalEvent> &events) override;
    Result<QVector<JournalEvent>> read(const BatchId &batch) override;
    Result<QVector<JournalEvent>> readCodes(const QStringList &codes) override;
    /// Reading may be called from any thread; each call has a connection of its own.
    Result<QVector<JournalEvent>> readAll();
    Result<QVector<BatchSummary>> batches();

    /// Queues samples for the historian; thread-safe, never blocks. They are durable after flush()
    /// or, at the latest, when their chunk is written (every few seconds of real time).
    void addSamples(const QVector<TagSample> &samples);
    /// Waits until everything queued so far is durable.
    Result<void> flush();
    /// What went wrong on the writer thread since the last call, if anything (a full disk, say).
    Result<void> health() const;

    /// A reader for the calling thread, with its own connection; use it on that thread only.
    Result<std::unique_ptr<TrendSource>> openTrends() const;
    [[nodiscard]] QString fileName() const;

private:
    class Private;
    explicit Store(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// What is wrong in a store: where and how it was found. Empty list: intact.
struct StoreDamage
{
    QString place; ///< "journal row 812", "chunk BR-02.temperature.pv 2026-…", "page 17"
    Message finding;
};
/// Everything that a look at a store brings to light.
struct StoreInspection
{
    QVector<StoreDamage> damage; ///< empty: intact
    /// The file carries hashes of all its pages, and every byte was compared. False after a crash
    /// during a checkpoint, for a copy made by other tools and while a program writes: then chains
    /// and checksums vouch for all content, but not for unused bytes.
    bool sealed = false;
    bool inUse = false; ///< a program has it open for writing now
    quint64 journalRows = 0;
    QByteArray journalHash; ///< of the last row: what a signature over the record must contain
    qint64 chunks = 0;
    qint64 samples = 0;
    qint64 pages = 0;
};
/// Fails only when the file cannot be read or is no store ("store.cannotOpen", "store.notOurs",
/// "store.newer", "store.older"). Any thread; changes nothing.
Result<StoreInspection> inspectStore(const QString &fileName);
/// The damage that inspectStore() finds. Reads the whole file: SQLite's own check, hash chain of
/// the journal, checksum of every chunk and of the file's other content. One flipped bit anywhere
/// is found. Fails only when it cannot read.
Result<QVector<StoreDamage>> verifyStore(const QString &fileName);

} // namespace cytoloom
