// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/livedisplay.h"
#include "app/session/reporting.h"
#include "processgraph/records/store.h"

#include <QtCore/QObject>
#include <QtGui/QImage>

#include <memory>

namespace cytoloom {

class RecordsPage;

/// Does what the records page asks for: reads batches and events, makes, signs and verifies
/// reports. All reading and painting happens in the pool; the page hears of it on the GUI thread.
class RecordsDesk final : public QObject
{
    Q_OBJECT

public:
    RecordsDesk(RecordsPage &page, QObject *parent = nullptr);

    /// Null: no store is open.
    void setStore(std::shared_ptr<Store> store, const QString &plantFile);
    void setPerson(const PersonId &person) { m_person = person; }
    void setLanguage(Language language);
    void refresh();
    void showBatch(const BatchId &batch);

Q_SIGNALS:
    /// A batch was chosen and read: for the trends.
    void batchRead(const cytoloom::BatchTrack &track);

private:
    void showBusy(const QString &text);
    void readEvents(const BatchId &batch);
    void makePreview(const BatchId &batch);
    void exportReport(const BatchId &batch);
    void askPassphrase(const BatchId &batch, const QString &fileName, bool isNew);
    void exportSigned(
        const BatchId &batch, const QString &fileName, const QString &passphrase, bool isNew);
    void verify(const BatchId &batch);
    [[nodiscard]] QString words(const Error &error) const; ///< with the remedy
    [[nodiscard]] ReportOrder order(const BatchId &batch) const;

    RecordsPage &m_page;
    std::shared_ptr<Store> m_store;
    QString m_plantFile;
    PersonId m_person;
    Language m_language = Language::En;
    /// Number of the work that the page waits for: what is older, or was given up, is dropped.
    int m_work = 0;
};

/// The pages of a PDF as pictures, at most \p pages of them.
QVector<QImage> renderPdf(const QByteArray &pdf, int pages);

} // namespace cytoloom
