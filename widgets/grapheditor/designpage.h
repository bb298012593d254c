// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "processgraph/commands/recipedocument.h"
#include "processgraph/plant/plant.h"
#include "processgraph/validation/finding.h"
#include "widgets/common/page.h"

class QLabel;
class QPushButton;
class QSplitter;
class QTabWidget;

namespace cytoloom {

class BreadcrumbBar;
class DesignToolBar;
class FindingsPanel;
class GraphView;
class Inspector;
class PaletteWidget;
class ValidationRunner;

/// The page where a process is drawn: tool bar, palette, canvas with breadcrumb and minimap,
/// inspector, findings. It owns no document. GUI thread.
class DesignPage final : public Page
{
    Q_OBJECT

public:
    /// \p catalog outlives the page.
    DesignPage(const Catalog &catalog, const Theme &theme, QWidget *parent = nullptr);
    ~DesignPage() override;

    /// \p document outlives the page or is replaced (null: none) before it goes.
    void setDocument(RecipeDocument *document);
    [[nodiscard]] RecipeDocument *document() const { return m_document; }
    void setPlant(const std::optional<Plant> &plant);
    /// Puts \p bar (open documents, state of the version) above the tools and takes it over.
    void setDocumentBar(QWidget *bar);
    /// Puts \p library below the palette and takes it over.
    void setLibrary(QWidget *library);
    /// Takes over \p proof, which stands in the place of drawing and tools while it is shown.
    void setProof(Page *proof);
    void showProof(bool shown);
    [[nodiscard]] bool isProofShown() const;

    [[nodiscard]] GraphView *view() const { return m_view; }
    [[nodiscard]] Inspector *inspector() const { return m_inspector; }
    [[nodiscard]] FindingsPanel *findings() const { return m_findings; }
    [[nodiscard]] PaletteWidget *paletteWidget() const { return m_palette; }
    [[nodiscard]] ValidationRunner *validation() const { return m_validation; }
    /// Opens, selects and marks the first place of the finding.
    void showFinding(const Finding &finding);
    void showPlace(const FindingPlace &place);

    /// Widths of the panels, for the settings.
    [[nodiscard]] QByteArray saveLayout() const;
    void restoreLayout(const QByteArray &layout);

Q_SIGNALS:
    /// For the status line of the window; the page shows it as well.
    void message(const QString &text);
    void findingsChanged(int errors, int warnings);
    /// Somebody accepts \p finding for \p reason: the app knows who and when.
    void waiverRequested(const cytoloom::Finding &finding, const QString &reason);
    /// A recipe or BatchML file was dropped onto the canvas: the app opens it.
    void fileDropped(const QString &fileName);
    void proofShown(bool shown); ///< or the drawing again
    void saveRequested(); ///< the app knows file dialogs and settings
    /// The app asks for the reason; where nobody listens the page starts the version itself.
    void newVersionRequested();

protected:
    void retranslate() override;
    void restyle() override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void connectParts();
    void selectionChanged();
    void recipeChanged();
    void takeFindings(const QVector<Finding> &findings, const MasterRecipe &recipe, double ms);
    void showStatus();
    /// While there is nothing to mend, only the tabs of the lower panel stand there.
    void foldBottom(bool fold);
    void addFromPalette(const PaletteEntry &entry);
    void showMessage(const QString &text); ///< why something was refused
    void tell(const QString &text, const QString &role);

    const Catalog &m_catalog;
    RecipeDocument *m_document = nullptr;
    DesignToolBar *m_tools;
    QWidget *m_toolLine;
    Page *m_proof = nullptr;
    PaletteWidget *m_palette;
    BreadcrumbBar *m_crumbs;
    GraphView *m_view;
    Inspector *m_inspector;
    FindingsPanel *m_findings;
    ValidationRunner *m_validation;
    QTabWidget *m_bottom;
    QLabel *m_status;
    QLabel *m_message;
    QWidget *m_locked;
    QLabel *m_lockedText;
    QPushButton *m_newVersion;
    QSplitter *m_columns;
    QSplitter *m_rows;
    double m_validationMs = -1;
    bool m_folded = false;
    bool m_keepOpen = false; ///< a person opened the lower panel: it stays
};

} // namespace cytoloom
