// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QVector>

namespace cytoloom {

/// What makes a changed byte of a signed report have a place. The CMS in /Contents carries, as an
/// unsigned attribute that PDF readers ignore, a short digest of every block of the signed bytes
/// and a digest of the CMS itself: a change of the signature is noticed, too. It is no substitute
/// for the signature: who can forge this table still cannot forge the CMS around it.
struct PdfSeal
{
    static constexpr int BlockSize
        = 1024; ///< small enough that a place is seldom more than one object

    QVector<QByteArray> blocks; ///< 8 bytes of SHA-256 each

    /// Digests of every block of \p data.
    static PdfSeal over(const QByteArray &data);
    /// The attribute for a document of this size, its last digest still empty.
    [[nodiscard]] QByteArray note() const;
    /// Puts the digest of \p cms into the note that it carries. Asserts that there is one.
    static void close(QByteArray &cms);
    /// Reads /Contents: a closed CMS, then zeros. Fails with "report.sealDamaged" when one bit
    /// differs. \p cms receives the signature without the zeros.
    static Result<PdfSeal> read(const QByteArray &contents, QByteArray *cms);
};

} // namespace cytoloom
