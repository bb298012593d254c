// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/foundation/utctime.h"
#include "processgraph/identity/signingkey.h"

#include <QtCore/QRectF>

namespace cytoloom {

/// Where and why a report is signed.
struct PdfSignatureRequest
{
    int page = 0; ///< 0-based
    QRectF box; ///< in PDF points from the lower left corner of the page
    QString name; ///< who signs
    QString reason; ///< meaning of the signature
    UtcTime time {};
};

/// Puts a visible signature field on \p pdf and signs the whole document with \p key (PAdES basic:
/// detached CMS, SHA-256). PoDoFo writes the field, OpenSSL makes the CMS. Takes some tenths of a
/// second for a report of 5 MB; not for the GUI thread. Fails with "report.cannotSign" (args:
/// reason).
Result<QByteArray> signPdf(
    const QByteArray &pdf, const PdfSignatureRequest &request, const SigningKey &key);

/// What is true of a signed report.
struct PdfVerification
{
    SignerInfo signer;
    qint64 bytes = 0;
};

/// Checks every byte of a signed report. Fails with "report.changed" (args: place, count),
/// "report.sealDamaged", "report.sealForeign" or "identity.badSignature" (args: place): the place
/// names the byte range, the PDF object and the page, for every changed block. "report.notSigned"
/// is said only of a whole PDF that has no trace of a signature.
Result<PdfVerification> verifyPdf(const QByteArray &pdf);

} // namespace cytoloom
