// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/pdfsigner.h"

#include <QtCore/QBuffer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRandomGenerator>
#include <QtCore/QRegularExpression>
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
    void placesAreNamedForPeople();
    void otherChangesAreFound_data();
    void otherChangesAreFound();
    void strangersAreNotSigned();
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

namespace {

/// True where one of the "bytes a–b" of \p place holds \p offset.
bool names(const QString &place, qsizetype offset)
{
    static const QRegularExpression range(u"bytes (\\d+)–(\\d+)"_s);
    for (auto it = range.globalMatch(place); it.hasNext();) {
        const auto match = it.next();
        if (offset >= match.captured(1).toLongLong() && offset <= match.captured(2).toLongLong())
            return true;
    }
    return false;
}

QString placeOf(const Result<PdfVerification> &result)
{
    return result.ok() ? QString() : result.error().message.args.value(u"place"_s);
}

} // namespace

/// Every byte of the file, one after the other: nothing is drawn by lot but the bit.
void TestPdfSigner::everyFlippedByteIsFound()
{
    QRandomGenerator random(7);
    QByteArray changed = m_signed;
    for (qsizetype at = 0; at < changed.size(); ++at) {
        const char was = changed[at];
        changed[at] = char(was ^ (1 << random.bounded(8)));
        const auto result = verifyPdf(changed);
        changed[at] = was;
        QVERIFY2(!result.ok(), qPrintable(u"flip at %1 not found"_s.arg(at)));
        const QString place = placeOf(result);
        QVERIFY2(names(place, at),
            qPrintable(u"%1: %2 '%3'"_s.arg(at).arg(result.error().code(), place)));
    }
}

void TestPdfSigner::placesAreNamedForPeople()
{
    const auto placeAt = [this](const char *words, qsizetype behind = 0) {
        const qsizetype at = m_signed.indexOf(words);
        if (at < 0)
            return u"%1 is not in the file"_s.arg(QLatin1String(words));
        QByteArray changed = m_signed;
        changed[at + behind] = char(changed[at + behind] ^ 1);
        return placeOf(verifyPdf(changed));
    };
    QVERIFY2(placeAt("/Type/Page/").contains(u"page 1"_s), qPrintable(placeAt("/Type/Page/")));
    QVERIFY2(placeAt("/Type/Sig").contains(u"signature"_s), qPrintable(placeAt("/Type/Sig")));
    QVERIFY(placeAt("/ByteRange", 14).contains(u"signature"_s));
    const qsizetype file = m_signed.indexOf("/EF<</F ") + 8; // the data that record.json is
    const QByteArray number = m_signed.mid(file, m_signed.indexOf(' ', file) - file);
    const QByteArray object = "\n" + number + " 0 obj";
    QVERIFY2(placeAt(object.constData(), 60).contains(u"attachment"_s),
        qPrintable(placeAt(object.constData(), 60)));
    QVERIFY(placeAt("%PDF").contains(u"bytes 0–"_s));
    QVERIFY(placeAt("startxref").contains(u"cross-reference table"_s));
}

void TestPdfSigner::otherChangesAreFound_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("place");
    const auto size = m_signed.size();
    const QString missing = u"missing"_s;
    QTest::newRow("one byte more") << m_signed + '\n'
                                   << u"report.changed"_s << u"bytes %1–%1"_s.arg(size);
    QTest::newRow("one zero more")
        << m_signed + QByteArray(1, '\0') << u"report.changed"_s << u"bytes %1–%1"_s.arg(size);
    QTest::newRow("one byte less") << m_signed.chopped(1) << u"report.changed"_s << u"bytes"_s;
    QTest::newRow("end cut off") << m_signed.chopped(300) << u"report.changed"_s << missing;
    QTest::newRow("half") << m_signed.first(size / 2) << u"report.changed"_s << missing;
    QTest::newRow("first kilobyte") << m_signed.first(1024) << u"report.changed"_s << missing;
    QTest::newRow("byte taken out")
        << QByteArray(m_signed).remove(3000, 1) << u"report.changed"_s << u"bytes"_s;
    QTest::newRow("byte put in front") << '\n' + m_signed << u"report.changed"_s << u"bytes"_s;
    const QByteArray table = m_signed.mid(m_signed.lastIndexOf("startxref"));
    QTest::newRow("incremental update")
        << m_signed + "8 0 obj<</Type/Page>>\nendobj\nxref\n0 0\ntrailer\n<<>>\n" + table
        << u"report.changed"_s << u"behind what was signed"_s;
    QTest::newRow("attachment taken out of the catalogue")
        << QByteArray(m_signed).replace("/EmbeddedFiles ", "/NoFilesAtAll  ") << u"report.changed"_s
        << u"object"_s;
    QByteArray unsignedAgain = m_signed;
    const qsizetype contents = unsignedAgain.indexOf("/Contents<3");
    const qsizetype end = unsignedAgain.indexOf('>', contents);
    unsignedAgain.replace(contents + 11, end - contents - 11, QByteArray(end - contents - 11, '0'));
    QTest::newRow("signature wiped") << unsignedAgain << u"report.sealDamaged"_s << u"signature"_s;
    QTest::newRow("signature removed") << QByteArray(m_signed).remove(contents, end - contents + 1)
                                       << u"report.changed"_s << u"signature"_s;
    QTest::newRow("byte range wiped") << QByteArray(m_signed).replace("/ByteRange", "/ByteRanqe")
                                      << u"report.changed"_s << u"signature"_s;
    // The signature of another report of the same person, of the same length, in its place.
    const auto other = signPdf(QByteArray(m_plain).replace("%PDF-1.6", "%PDF-1.5"),
        {1, QRectF(60, 50, 200, 60), u"质量受权人 Li"_s, u"批准 Approved"_s,
            utcFromMs(1'790'000'000'000)},
        *m_key);
    const qsizetype theirs = other->indexOf("/Contents<3");
    const qsizetype theirEnd = other->indexOf('>', theirs);
    QByteArray swapped = m_signed;
    QCOMPARE(theirEnd - theirs, end - contents);
    swapped.replace(contents, end - contents, other->mid(theirs, theirEnd - theirs));
    QTest::newRow("signature of another report") << swapped << u"report."_s << u"bytes"_s;
}

void TestPdfSigner::otherChangesAreFound()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, code);
    QFETCH(QString, place);
    const auto result = verifyPdf(bytes);
    QVERIFY(!result.ok());
    QVERIFY2(result.error().code().startsWith(code), qPrintable(result.error().code()));
    QVERIFY2(placeOf(result).contains(place), qPrintable(placeOf(result)));
}

void TestPdfSigner::strangersAreNotSigned()
{
    QCOMPARE(verifyPdf(QByteArray()).error().code(), u"report.notSigned"_s);
    QCOMPARE(verifyPdf("not a PDF at all").error().code(), u"report.notSigned"_s);
    QCOMPARE(verifyPdf(m_plain).error().code(), u"report.notSigned"_s);
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
