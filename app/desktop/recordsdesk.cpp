// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recordsdesk.h"

#include "app/session/keyring.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/pdfsigner.h"
#include "widgets/records/recordspage.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>

#include <poppler-qt6.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int PreviewPages = 12;

/// Runs \p work in the pool and \p done with its result here, unless \p context is gone by then.
template <class Work, class Done> void inPool(QObject *context, Work work, Done done)
{
    using T = std::invoke_result_t<Work>;
    auto *watcher = new QFutureWatcher<std::shared_ptr<T>>(context);
    QObject::connect(
        watcher, &QFutureWatcherBase::finished, context, [watcher, done = std::move(done)] {
            done(*watcher->result());
            watcher->deleteLater();
        });
    watcher->setFuture(
        QtConcurrent::run([work = std::move(work)] { return std::make_shared<T>(work()); }));
}

} // namespace

QVector<QImage> renderPdf(const QByteArray &pdf, int pages)
{
    QVector<QImage> images;
    const std::unique_ptr<Poppler::Document> document = Poppler::Document::loadFromData(pdf);
    if (!document)
        return images;
    document->setRenderHint(Poppler::Document::Antialiasing);
    document->setRenderHint(Poppler::Document::TextAntialiasing);
    for (int i = 0; i < std::min(pages, document->numPages()); ++i) {
        if (const std::unique_ptr<Poppler::Page> page = document->page(i))
            images << page->renderToImage(110, 110);
    }
    return images;
}

RecordsDesk::RecordsDesk(RecordsPage &page, QObject *parent)
    : QObject(parent)
    , m_page(page)
{
    connect(&page, &RecordsPage::batchChosen, this, &RecordsDesk::readEvents);
    connect(&page, &RecordsPage::previewRequested, this, &RecordsDesk::makePreview);
    connect(&page, &RecordsPage::exportRequested, this, &RecordsDesk::exportReport);
    connect(&page, &RecordsPage::verifyRequested, this, &RecordsDesk::verify);
}

void RecordsDesk::setStore(std::shared_ptr<Store> store, const QString &plantFile)
{
    m_store = std::move(store);
    m_plantFile = plantFile;
    refresh();
}

void RecordsDesk::setLanguage(Language language)
{
    m_language = language;
    if (!m_page.currentBatch().isEmpty())
        makePreview(m_page.currentBatch());
}

void RecordsDesk::refresh()
{
    if (!m_store) {
        m_page.setBatches({});
        return;
    }
    inPool(
        this, [store = m_store] { return store->batches(); },
        [this](const Result<QVector<BatchSummary>> &batches) {
            if (batches)
                m_page.setBatches(*batches);
            else
                m_page.showResult(
                    false, MessageCatalog::shipped().text(batches.error(), m_language));
        });
}

void RecordsDesk::showBatch(const BatchId &batch)
{
    m_page.chooseBatch(batch);
}

void RecordsDesk::readEvents(const BatchId &batch)
{
    if (!m_store)
        return;
    inPool(
        this, [store = m_store, batch] { return store->read(batch); },
        [this, batch](const Result<QVector<JournalEvent>> &events) {
            if (!events) {
                m_page.showResult(
                    false, MessageCatalog::shipped().text(events.error(), m_language));
                return;
            }
            const MasterRecipe recipe = BatchState::fold(*events).control.recipe;
            m_page.setEvents(batch, *events, [recipe](const ElementId &id, Language language) {
                const Element *element = recipe.procedure.element(id);
                return element ? element->name.in(language) : QString();
            });
            Q_EMIT batchRead(*events);
        });
}

ReportOrder RecordsDesk::order(const BatchId &batch) const
{
    ReportOrder order;
    order.storeFile = m_store->fileName();
    order.plantFile = m_plantFile;
    order.batch = batch;
    order.language = m_language;
    return order;
}

void RecordsDesk::makePreview(const BatchId &batch)
{
    if (!m_store)
        return;
    m_page.showBusy(tr("Making the report…"));
    inPool(
        this,
        [order = order(batch)]() -> std::pair<Result<ReportDone>, QVector<QImage>> {
            Result<ReportDone> done = writeReport(order, nullptr);
            QVector<QImage> images = done ? renderPdf(done->pdf, PreviewPages) : QVector<QImage>();
            return {std::move(done), std::move(images)};
        },
        [this, batch](const std::pair<Result<ReportDone>, QVector<QImage>> &made) {
            m_page.showBusy({});
            if (made.first)
                m_page.setPreview(batch, made.second);
            else
                m_page.setPreviewMessage(
                    MessageCatalog::shipped().text(made.first.error(), m_language));
        });
}

void RecordsDesk::exportReport(const BatchId &batch)
{
    if (!m_store)
        return;
    const QString fileName = QFileDialog::getSaveFileName(
        &m_page, tr("Export the signed report"), batch.value() + u".pdf"_s, tr("PDF (*.pdf)"));
    if (fileName.isEmpty())
        return;
    const KeyRing ring;
    const bool isNew = !ring.contains(m_person);
    bool ok = false;
    const QString passphrase = QInputDialog::getText(&m_page, tr("Sign"),
        isNew ? tr(
            "%1 has no signing key yet. Choose a passphrase for a new one (10 characters or more):")
                    .arg(m_person.value())
              : tr("Passphrase of %1's signing key:").arg(m_person.value()),
        QLineEdit::Password, {}, &ok);
    if (!ok)
        return;
    m_page.showBusy(tr("Signing…"));
    ReportOrder signedOrder = order(batch);
    signedOrder.pdfFile = fileName;
    signedOrder.dataFile
        = fileName.endsWith(".pdf"_L1) ? fileName.chopped(4) + u".json"_s : fileName + u".json"_s;
    inPool(
        this,
        [signedOrder, passphrase, person = m_person, isNew]() -> Result<ReportDone> {
            const KeyRing keys;
            const Result<SigningKey> key = isNew ? keys.create(person, person.value(), passphrase)
                                                 : keys.open(person, passphrase);
            if (!key)
                return key.error();
            return writeReport(signedOrder, &*key);
        },
        [this, fileName](const Result<ReportDone> &done) {
            m_page.showBusy({});
            m_page.showResult(done.ok(),
                done ? tr("%1: %2 pages, signed").arg(fileName).arg(done->pages)
                     : MessageCatalog::shipped().text(done.error(), m_language));
        });
}

void RecordsDesk::verify(const BatchId &)
{
    if (!m_store)
        return;
    m_page.showBusy(tr("Verifying the store…"));
    inPool(
        this, [fileName = m_store->fileName()] { return inspectStore(fileName); },
        [this](const Result<StoreInspection> &inspection) {
            m_page.showBusy({});
            if (!inspection) {
                m_page.showResult(
                    false, MessageCatalog::shipped().text(inspection.error(), m_language));
            } else if (inspection->damage.isEmpty()) {
                m_page.showResult(true,
                    tr("Intact: %1 journal rows, %2 chunks, %3 samples")
                        .arg(inspection->journalRows)
                        .arg(inspection->chunks)
                        .arg(inspection->samples));
            } else {
                const StoreDamage &first = inspection->damage.first();
                m_page.showResult(false,
                    first.place + u": "_s
                        + MessageCatalog::shipped().text(first.finding, m_language));
            }
        });
}

} // namespace cytoloom
