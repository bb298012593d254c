// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QVector>

#include <optional>

namespace cytoloom {

// Mettler Toledo Standard Interface Command Set, level 0 and 1: ASCII lines that end in CR LF.
// Pure functions and values; any thread.

enum class SicsStatus {
    Stable, ///< "S S     100.00 g"
    Dynamic, ///< "S D     100.00 g"
    Done, ///< "Z A": carried out
    Underway, ///< "B": carried out in part, more lines follow
    NotExecutable, ///< "S I": busy or time-out while waiting for stability
    Overload, ///< "S +"
    Underload, ///< "S -"
    WrongParameter, ///< "S L": understood, parameter wrong
    SyntaxError, ///< "ES"
    TransmissionError, ///< "ET"
    LogicalError, ///< "EL"
    Unreadable ///< not an answer of this protocol
};

struct SicsReply
{
    QString command; ///< the balance's identification of the answer: "S", "T", "Z", "I4"
    SicsStatus status = SicsStatus::Unreadable;
    std::optional<double> value;
    QString unit; ///< as sent: "g", "kg"
    QString text; ///< of information answers, without quotes
    friend bool operator==(const SicsReply &, const SicsReply &) = default;
};

/// One line without its CR LF. Never fails: what cannot be read is Unreadable.
SicsReply parseSicsLine(const QByteArray &line);
/// The first word of the answer that \p command gets: "SI" and "SIR" are answered as "S".
QString sicsAnswerTo(const QString &command);

// For the balance's side. All with CR LF.
/// "S S     100.00 g": the number right-aligned in 10 characters.
QByteArray sicsWeight(const QString &command, bool stable, double value, int decimals,
    const QString &unit = QStringLiteral("g"));
/// "Z A", "S I", "S +", "S -", "S L", or the bare "ES", "ET", "EL".
QByteArray sicsStatus(const QString &command, SicsStatus status);
/// I4 A "0123456789".
QByteArray sicsText(const QString &command, const QString &text);

/// Puts lines together from packets that are cut anywhere. Bounded: a line longer than
/// MaxLineLength is thrown away up to its end.
class SicsLineBuffer
{
public:
    static constexpr int MaxLineLength = 256;
    /// The lines that \p bytes complete, without CR LF; empty lines are skipped.
    [[nodiscard]] QVector<QByteArray> feed(const QByteArray &bytes);
    void clear();

private:
    QByteArray m_pending;
    bool m_skipping = false;
};

} // namespace cytoloom
