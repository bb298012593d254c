// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/reports/pdfplaces.h"
#include "processgraph/reports/pdfseal.h"
#include "processgraph/reports/pdfsigner.h"

#include <array>
#include <optional>

namespace cytoloom {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LeastSignature = 2048; ///< hex digits: no CMS with a certificate is shorter
constexpr int MostPlaces = 5;

/// Where the signature stands: '<' to '>', both included.
struct Gap
{
    qsizetype from = 0;
    qsizetype to = 0; ///< behind '>'
};

/// What one /ByteRange says.
struct ByteRange
{
    qsizetype at = 0; ///< of the word
    qsizetype end = 0;
    std::array<qint64, 4> numbers {};
};

QVector<ByteRange> byteRanges(const QByteArray &pdf)
{
    QVector<ByteRange> result;
    const QByteArray word("/ByteRange");
    for (qsizetype at = pdf.indexOf(word); at >= 0; at = pdf.indexOf(word, at + 1)) {
        const qsizetype open = pdf.indexOf('[', at);
        const qsizetype close = pdf.indexOf(']', at);
        if (open < 0 || close < open || close - at > 200)
            continue;
        const QByteArrayList words = pdf.mid(open + 1, close - open - 1).simplified().split(' ');
        ByteRange range {at, close + 1, {}};
        bool ok = words.size() == 4;
        for (int i = 0; i < 4 && ok; ++i)
            range.numbers[size_t(i)] = words[i].toLongLong(&ok);
        const auto &[start, first, second, rest] = range.numbers;
        if (ok && start == 0 && first > 0 && second > first + 2 && rest >= 0
            && second <= pdf.size())
            result << range;
    }
    return result;
}

bool isHexDigit(char byte)
{
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'F')
        || (byte >= 'a' && byte <= 'f');
}

/// The longest hex string: where no /ByteRange leads to the signature any more.
std::optional<Gap> longestHex(const QByteArray &pdf)
{
    std::optional<Gap> found;
    for (qsizetype at = pdf.indexOf('<'); at >= 0; at = pdf.indexOf('<', at + 1)) {
        qsizetype end = at + 1;
        while (end < pdf.size() && isHexDigit(pdf[end]))
            ++end;
        if (end < pdf.size() && pdf[end] == '>' && end - at > LeastSignature
            && (!found || end - at > found->to - found->from))
            found = Gap {at, end + 1};
        at = std::max(at, end - 1);
    }
    return found;
}

class Verifier
{
public:
    explicit Verifier(const QByteArray &pdf)
        : m_pdf(pdf)
    { }

    Result<PdfVerification> run()
    {
        const QVector<ByteRange> ranges = byteRanges(m_pdf);
        // A signature must cover everything but its own place: only such a range counts.
        for (const ByteRange &range : ranges) {
            const auto &[start, first, second, rest] = range.numbers;
            if (second + rest != m_pdf.size())
                continue;
            const std::optional<Gap> other
                = bracketed(first, second) ? std::nullopt : longestHex(m_pdf);
            return other ? check(*other, &range) : check(Gap {first, second}, nullptr);
        }
        for (const ByteRange &range : ranges) {
            const auto &[start, first, second, rest] = range.numbers;
            const qint64 end = second + rest;
            const bool whole = bracketed(first, second);
            // Only where all before it is intact: else the range itself may be what was changed.
            if (whole && end < m_pdf.size()
                && Verifier(m_pdf.first(end)).check(Gap {first, second}, nullptr).ok())
                return changed({place(end, m_pdf.size() - end) + u", behind what was signed"_s});
            if (whole && end > m_pdf.size() && !endsAsPdf())
                return changed(
                    {u"bytes %1–%2 are missing at the end"_s.arg(m_pdf.size()).arg(end - 1)});
        }
        if (const std::optional<Gap> gap = longestHex(m_pdf))
            return check(*gap, ranges.isEmpty() ? nullptr : &ranges.first());
        return withoutSignature();
    }

private:
    [[nodiscard]] QString place(qsizetype offset, qsizetype length)
    {
        if (!m_places)
            m_places.emplace(m_pdf);
        return m_places->of(offset, length);
    }

    [[nodiscard]] bool bracketed(qint64 first, qint64 second) const
    {
        return m_pdf[first] == '<' && m_pdf[second - 1] == '>';
    }

    [[nodiscard]] bool endsAsPdf() const { return m_pdf.trimmed().endsWith("%%EOF"); }

    static Error changed(QStringList places)
    {
        const QString count = QString::number(places.size());
        if (places.size() > MostPlaces)
            places = places.first(MostPlaces) << u"…"_s;
        return Error(
            u"report.changed"_s, {{u"place"_s, places.join(u"; "_s)}, {u"count"_s, count}});
    }

    [[nodiscard]] Error sealDamaged(qsizetype offset, qsizetype length)
    {
        return Error(u"report.sealDamaged"_s, {{u"place"_s, place(offset, length)}});
    }

    /// No signature can be found. Where there was one, something of it is left.
    Result<PdfVerification> withoutSignature()
    {
        if (m_pdf.startsWith("%PDF") && !endsAsPdf())
            return changed(
                {u"the file ends at byte %1; what follows is missing"_s.arg(m_pdf.size())});
        for (const char *trace : {"/ByteRange", "/Type/Sig", "/SubFilter", "/SigFlags"}) {
            const qsizetype at = m_pdf.indexOf(trace);
            if (at >= 0)
                return changed({place(at, qsizetype(qstrlen(trace)))});
        }
        return Error(u"report.notSigned"_s);
    }

    /// \p wrong: a /ByteRange that does not lead to \p gap.
    Result<PdfVerification> check(const Gap &gap, const ByteRange *wrong)
    {
        const qsizetype length = gap.to - gap.from;
        if (m_pdf[gap.from] != '<')
            return sealDamaged(gap.from, 1);
        if (m_pdf[gap.to - 1] != '>')
            return sealDamaged(gap.to - 1, 1);
        const QByteArray hex = m_pdf.mid(gap.from + 1, length - 2);
        const QByteArray packed = QByteArray::fromHex(hex);
        // Hex digits have two spellings and fromHex() skips what it does not know: compare the
        // text.
        const QByteArray again = packed.toHex();
        const QByteArray capitals = again.toUpper();
        if (hex != capitals && hex != again) {
            for (qsizetype i = 0; i < hex.size(); ++i)
                if (!isHexDigit(hex[i]) || (hex[i] >= 'a' && hex[i] <= 'f'))
                    return sealDamaged(gap.from + 1 + i, 1);
            return sealDamaged(gap.from, length);
        }
        QByteArray cms;
        const Result<PdfSeal> seal = PdfSeal::read(packed, &cms);
        if (!seal)
            return sealDamaged(gap.from, length);

        const QByteArray covered = m_pdf.first(gap.from) + m_pdf.sliced(gap.to);
        const QStringList places = changedBlocks(gap, covered, *seal);
        if (!places.isEmpty()) {
            const qsizetype blocks = std::max(seal->blocks.size(), qsizetype(1));
            if (!wrong && places.size() >= blocks && blocks > 1)
                return Error(u"report.sealForeign"_s, {{u"place"_s, place(gap.from, length)}});
            return changed(places);
        }
        if (wrong)
            return changed({place(wrong->at, wrong->end - wrong->at)});
        const Result<SignerInfo> signer = verifySignature(covered, cms);
        if (!signer) {
            Error error = signer.error();
            error.message.args.insert(u"place"_s, place(gap.from, length));
            return error;
        }
        return PdfVerification {*signer, m_pdf.size()};
    }

    QStringList changedBlocks(const Gap &gap, const QByteArray &covered, const PdfSeal &seal)
    {
        const QVector<QByteArray> blocks = PdfSeal::over(covered).blocks;
        QStringList places;
        for (qsizetype i = 0; i < std::max(blocks.size(), seal.blocks.size()); ++i) {
            if (i < blocks.size() && i < seal.blocks.size() && blocks[i] == seal.blocks[i])
                continue;
            // A block may lie on both sides of the signature: then it has two places.
            const qsizetype from = i * PdfSeal::BlockSize;
            const qsizetype to = std::min(from + PdfSeal::BlockSize, covered.size());
            const qsizetype moved = gap.to - gap.from;
            QStringList parts;
            if (from < gap.from)
                parts << place(from, std::min(to, gap.from) - from);
            if (to > gap.from)
                parts << place(std::max(from, gap.from) + moved, to - std::max(from, gap.from));
            if (parts.isEmpty() || from >= covered.size())
                parts = QStringList {u"bytes from %1 on are missing"_s.arg(m_pdf.size())};
            places << parts.join(u" / "_s);
        }
        return places;
    }

    const QByteArray m_pdf;
    std::optional<PdfPlaces> m_places; ///< made when the first place is asked for
};

} // namespace

Result<PdfVerification> verifyPdf(const QByteArray &pdf)
{
    return Verifier(pdf).run();
}

} // namespace cytoloom
