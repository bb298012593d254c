// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/pdfsigner.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryDir>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtTest/QTest>

using namespace cytoloom;
using namespace Qt::StringLiterals;

class TestPdfSigner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void signedReportIsIntact();
    void pdfsigAccepts();
    void everyFlippedByteIsFound();
    void cutAndExtendedFilesAreFound();
    void keySurvivesItsFile();

private:
    QByteArray m_plain;
    QByteArray m_signed;
    std::optional<SigningKey> m_key;
};

void TestPdfSigner::initTestCase()
{
    QBuffer buffer(&m_plain);
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&buffer);
        writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
        writer.addFileAttachment(u"record.json"_s, QByteArray(20'000, 'x'), u"application/json"_s);
        QPainter painter(&writer);
        for (int page = 0; page < 3; ++page) {
            painter.drawText(500, 500, u"批生产记录 page %1"_s.arg(page));
            if (page < 2)
                writer.newPage();
        }
    }
    auto key = SigningKey::create(PersonId(u"qp-01"_s), u"质量受权人 Li"_s, u"a long passphrase"_s,
        utcFromMs(1'790'000'000'000));
    QVERIFY(key.ok());
    m_key = std::move(*key);
    const auto pdf = signPdf(m_plain,
        {2, QRectF(50, 50, 200, 60), u"质量受权人 Li"_s, u"批准 Approved"_s,
            utcFromMs(1'790'000'000'000)},
        *m_key);
    QVERIFY2(pdf.ok(), pdf.ok() ? "" : qPrintable(pdf.error().message.args[u"reason"_s]));
    m_signed = *pdf;
}

void TestPdfSigner::signedReportIsIntact()
{
    const auto result = verifyPdf(m_signed);
    QVERIFY2(result.ok(), result.ok() ? "" : qPrintable(result.error().code()));
    QCOMPARE(result->signer.person, PersonId(u"qp-01"_s));
    QCOMPARE(result->signer.name, u"质量受权人 Li"_s);
    QVERIFY(!verifyPdf(m_plain).ok());
    QCOMPARE(verifyPdf(m_plain).error().code(), u"report.notSigned"_s);
}

void TestPdfSigner::pdfsigAccepts()
{
    const QString pdfsig = QStandardPaths::findExecutable(u"pdfsig"_s);
    if (pdfsig.isEmpty())
        QSKIP("pdfsig (poppler-utils) is not installed");
    const QTemporaryDir folder;
    QFile file(folder.filePath(u"signed.pdf"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(m_signed);
    file.close();
    QProcess process;
    process.start(pdfsig, {u"-nocert"_s, file.fileName()});
    QVERIFY(process.waitForFinished());
    const QByteArray output = process.readAllStandardOutput();
    QVERIFY2(output.contains("Signature is Valid"), output.constData());
    QVERIFY2(output.contains("Total document signed"), output.constData());
}

void TestPdfSigner::everyFlippedByteIsFound()
{
    QRandomGenerator random(7);
    QVector<qsizetype> offsets;
    for (qsizetype at = 0; at < m_signed.size(); at += 97) // every stretch of the file
        offsets << at;
    const qsizetype contents = m_signed.indexOf("/Contents<");
    QVERIFY(contents > 0);
    for (qsizetype at = contents; at < contents + 8000; at += 3) // the signature, densely
        offsets << at;
    for (const qsizetype at : offsets) {
        QByteArray changed = m_signed;
        changed[at] = char(changed[at] ^ (1 << random.bounded(8)));
        const auto result = verifyPdf(changed);
        QVERIFY2(!result.ok(), qPrintable(u"flip at %1 not found"_s.arg(at)));
        const QString place = result.error().message.args[u"place"_s];
        QVERIFY2(!place.isEmpty() || result.error().code() == u"report.notSigned"_s,
            qPrintable(u"no place for %1"_s.arg(at)));
    }
}

void TestPdfSigner::cutAndExtendedFilesAreFound()
{
    QVERIFY(!verifyPdf(m_signed.first(m_signed.size() / 2)).ok());
    QVERIFY(!verifyPdf(m_signed + "\n% more").ok());
    QVERIFY(!verifyPdf(QByteArray()).ok());
}

void TestPdfSigner::keySurvivesItsFile()
{
    const QTemporaryDir folder;
    const QString name = folder.filePath(u"qp-01.p12"_s);
    QVERIFY(m_key->save(name, u"a long passphrase"_s).ok());
    QCOMPARE(m_key->save(name, u"another passphrase"_s).error().code(), u"identity.keyExists"_s);
    QCOMPARE(QFile::permissions(name) & (QFileDevice::ReadGroup | QFileDevice::ReadOther),
        QFileDevice::Permissions());
    const auto again = SigningKey::load(name, u"a long passphrase"_s);
    QVERIFY(again.ok());
    QCOMPARE(again->signer().fingerprint, m_key->signer().fingerprint);
    QCOMPARE(SigningKey::load(name, u"a wrong passphrase"_s).error().code(),
        u"identity.wrongPassphrase"_s);
    QCOMPARE(SigningKey::create(PersonId(u"x"_s), u"X"_s, u"short"_s, {}).error().code(),
        u"identity.passphraseShort"_s);
}

QTEST_MAIN(TestPdfSigner)
#include "tst_pdfsigner.moc"
