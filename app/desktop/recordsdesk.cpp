// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/recordsdesk.h"

#include "app/desktop/pool.h"
#include "app/session/keyring.h"
#include "processgraph/foundation/messagecatalog.h"
#include "processgraph/reports/pdfsigner.h"
#include "widgets/common/filedialogs.h"
#include "widgets/records/recordspage.h"

#include <QtWidgets/QFileDialog>
#include <QtWidgets/QInputDialog>

#include <poppler-qt6.h>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr int PreviewPages = 12;

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
    connect(&page, &RecordsPage::cancelRequested, this, [this] {
        ++m_work;
        m_page.showBusy({});
        m_page.setPreviewMessage(tr("Given up."));
    });
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
    if (!m_page.currentBatch().isEmpty() && m_page.isReportShown())
        makePreview(m_page.currentBatch());
}

void RecordsDesk::showBusy(const QString &text)
{
    ++m_work;
    m_page.showBusy(text);
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
                m_page.showResult(false, words(batches.error()));
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
    struct Read
    {
        QVector<JournalEvent> events;
        MasterRecipe recipe;
        BatchTrack track;
    };
    inPool(
        this,
        [store = m_store, batch]() -> Result<Read> {
            const Result<QVector<JournalEvent>> events = store->read(batch);
            if (!events)
                return events.error();
            const BatchState state = BatchState::fold(*events);
            return Read {*events, state.control.recipe, batchTrack(state, *events)};
        },
        [this, batch](const Result<Read> &read) {
            if (!read) {
                m_page.showResult(false, words(read.error()));
                return;
            }
            m_page.setEvents(batch, read->events,
                [recipe = read->recipe](const ElementId &id, Language language) {
                    const Element *element = recipe.procedure.element(id);
                    return element ? element->name.in(language) : QString();
                });
            if (batch == m_page.currentBatch())
                Q_EMIT batchRead(read->track);
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
    showBusy(tr("Making the report…"));
    inPool(
        this,
        [order = order(batch)]() -> std::pair<Result<ReportDone>, QVector<QImage>> {
            Result<ReportDone> done = writeReport(order, nullptr);
            QVector<QImage> images = done ? renderPdf(done->pdf, PreviewPages) : QVector<QImage>();
            return {std::move(done), std::move(images)};
        },
        [this, batch, work = m_work](const std::pair<Result<ReportDone>, QVector<QImage>> &made) {
            if (work != m_work)
                return;
            m_page.showBusy({});
            if (made.first)
                m_page.setPreview(batch, made.second);
            else
                m_page.setPreviewMessage(words(made.first.error()));
        });
}

void RecordsDesk::exportReport(const BatchId &batch)
{
    if (!m_store)
        return;
    QFileDialog *dialog = filedialogs::forSaving(&m_page, tr("Export the signed report"),
        tr("PDF (*.pdf)"), u"pdf"_s, batch.value() + u".pdf"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this, batch](const QString &fileName) {
        inPool(
            this, [person = m_person] { return !KeyRing().contains(person); },
            [this, batch, fileName](bool isNew) { askPassphrase(batch, fileName, isNew); });
    });
    dialog->open();
}

void RecordsDesk::askPassphrase(const BatchId &batch, const QString &fileName, bool isNew)
{
    auto *dialog = new QInputDialog(&m_page);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Sign"));
    dialog->setTextEchoMode(QLineEdit::Password);
    dialog->setLabelText(isNew
            ? tr("%1 has no signing key yet. Choose a passphrase for a new one (10 characters or "
                 "more):")
                  .arg(m_person.value())
            : tr("Passphrase of %1's signing key:").arg(m_person.value()));
    connect(dialog, &QInputDialog::textValueSelected, this,
        [this, batch, fileName, isNew](
            const QString &passphrase) { exportSigned(batch, fileName, passphrase, isNew); });
    dialog->open();
}

void RecordsDesk::exportSigned(
    const BatchId &batch, const QString &fileName, const QString &passphrase, bool isNew)
{
    if (!m_store)
        return;
    showBusy(tr("Signing…"));
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
        // Also when nobody waits any more: the file has been written, or could not be.
        [this, fileName](const Result<ReportDone> &done) {
            m_page.showBusy({});
            m_page.showResult(done.ok(),
                done ? tr("%1: %2 pages, signed").arg(fileName).arg(done->pages)
                     : words(done.error()));
        });
}

void RecordsDesk::verify(const BatchId &)
{
    if (!m_store)
        return;
    showBusy(tr("Verifying the store…"));
    inPool(
        this, [fileName = m_store->fileName()] { return inspectStore(fileName); },
        [this, work = m_work](const Result<StoreInspection> &inspection) {
            if (work != m_work)
                return;
            m_page.showBusy({});
            if (!inspection) {
                m_page.showResult(false, words(inspection.error()));
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

QString RecordsDesk::words(const Error &error) const
{
    const MessageCatalog &catalog = MessageCatalog::shipped();
    return QString(
        catalog.text(error, m_language) + u' ' + catalog.remedy(error.message, m_language))
        .trimmed();
}

} // namespace cytoloom
