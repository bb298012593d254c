// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/model/masterrecipe.h"
#include "processgraph/validation/finding.h"

#include <QtCore/QAbstractListModel>

namespace cytoloom {

/// The findings of a validation as sentences, most severe first as the validator gives them.
class FindingModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        SeverityRole = Qt::UserRole, ///< int of Severity
        RuleRole,
        RemedyRole,
        PlaceRole, ///< "Expand › Control culture › Temperature"
        WaivedRole ///< accepted with a reason
    };

    using QAbstractListModel::QAbstractListModel;

    void setFindings(const QVector<Finding> &findings, const MasterRecipe &recipe);
    void setLanguage(Language language);
    [[nodiscard]] const QVector<Finding> &findings() const { return m_findings; }
    /// Those that nobody has accepted.
    [[nodiscard]] int count(Severity severity) const;
    [[nodiscard]] int waivedCount() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString placeText(const Finding &finding) const;

    QVector<Finding> m_findings;
    MasterRecipe m_recipe; ///< the snapshot that was validated
    Language m_language = Language::En;
};

} // namespace cytoloom
