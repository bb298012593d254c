// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/catalog/catalog.h"
#include "processgraph/commands/elementfactory.h"

#include <QtCore/QAbstractListModel>

class QMimeData;

namespace cytoloom {

/// What can be put into a recipe, under the headings of the catalogue's categories: unit operations
/// or phases, then the pieces of the drawing. Names in the language, the other language beside
/// them.
class PaletteModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    /// The drag format; see entryFrom().
    static constexpr auto MimeType = "application/x-cytoloom-palette";
    enum Role {
        HeadingRole = Qt::UserRole, ///< bool: a heading, not an entry
        SecondNameRole, ///< the name in the other language
        IconNameRole
    };
    enum class Level { UnitOperations, Phases };

    explicit PaletteModel(const Catalog &catalog, QObject *parent = nullptr);

    void setLanguage(Language language);
    void setLevel(Level level);
    [[nodiscard]] Level level() const { return m_level; }
    /// Entries whose name in either language, type or category holds \p text.
    void setFilter(const QString &text);
    [[nodiscard]] std::optional<PaletteEntry> entry(const QModelIndex &index) const;
    [[nodiscard]] static std::optional<PaletteEntry> entryFrom(const QMimeData *data);
    void rebuild();

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;

private:
    struct Row
    {
        bool heading = false;
        LocalizedText name;
        QString hint;
        QString icon;
        PaletteEntry entry;
    };
    void addGroup(const QString &heading, const QVector<Row> &rows);

    const Catalog &m_catalog;
    Language m_language = Language::En;
    Level m_level = Level::UnitOperations;
    QString m_filter;
    QVector<Row> m_rows;
};

} // namespace cytoloom
