// SPDX-FileCopyrightText: 2026 The Cytoloom authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "processgraph/twin/odesolver.h"

#include <cvode/cvode.h>
#include <nvector/nvector_serial.h>
#include <sunlinsol/sunlinsol_dense.h>
#include <sunmatrix/sunmatrix_dense.h>

#include <algorithm>
#include <cstdlib>

using namespace Qt::StringLiterals;

namespace cytoloom {

struct OdeSolver::Private
{
    Derivatives derivatives;
    int size = 0;
    SUNContext context = nullptr;
    N_Vector y = nullptr;
    SUNMatrix matrix = nullptr;
    SUNLinearSolver linear = nullptr;
    void *cvode = nullptr;

    static int slope(realtype t, N_Vector y, N_Vector out, void *self)
    {
        static_cast<Private *>(self)->derivatives(
            t, N_VGetArrayPointer(y), N_VGetArrayPointer(out));
        return 0;
    }
    // CVODE prints to stderr by default; the Result says it instead.
    static void quiet(int, const char *, const char *, char *, void *) { }
};

OdeSolver::OdeSolver(
    int size, Derivatives derivatives, double relativeTolerance, double absoluteTolerance)
    : d(std::make_unique<Private>())
{
    d->derivatives = std::move(derivatives);
    d->size = size;
    bool made = SUNContext_Create(nullptr, &d->context) == 0;
    if (made) {
        d->y = N_VNew_Serial(size, d->context);
        d->matrix = SUNDenseMatrix(size, size, d->context);
        d->linear = SUNLinSol_Dense(d->y, d->matrix, d->context);
        d->cvode = CVodeCreate(CV_BDF, d->context);
        made = d->y && d->matrix && d->linear && d->cvode;
    }
    if (made) {
        N_VConst(0, d->y);
        made = CVodeInit(d->cvode, &Private::slope, 0, d->y) == CV_SUCCESS
            && CVodeSStolerances(d->cvode, relativeTolerance, absoluteTolerance) == CV_SUCCESS
            && CVodeSetUserData(d->cvode, d.get()) == CV_SUCCESS
            && CVodeSetErrHandlerFn(d->cvode, &Private::quiet, nullptr) == CV_SUCCESS
            && CVodeSetLinearSolver(d->cvode, d->linear, d->matrix) == CV_SUCCESS
            && CVodeSetMaxNumSteps(d->cvode, 100'000) == CV_SUCCESS;
    }
    if (!made)
        std::abort(); // only out of memory or wrong tolerances lead here
}

OdeSolver::~OdeSolver()
{
    CVodeFree(&d->cvode);
    SUNLinSolFree(d->linear);
    SUNMatDestroy(d->matrix);
    N_VDestroy(d->y);
    SUNContext_Free(&d->context);
}

Result<void> OdeSolver::advance(std::vector<double> &state, double from, double to)
{
    Q_ASSERT(int(state.size()) == d->size);
    if (to <= from)
        return {};
    double *y = N_VGetArrayPointer(d->y);
    std::copy(state.begin(), state.end(), y);
    int flag = CVodeReInit(d->cvode, from, d->y);
    if (flag == CV_SUCCESS)
        flag = CVodeSetStopTime(d->cvode, to);
    realtype reached = from;
    if (flag == CV_SUCCESS)
        flag = CVode(d->cvode, to, d->y, &reached, CV_NORMAL);
    if (flag < 0) {
        char *name = CVodeGetReturnFlagName(flag);
        const QString reason = QString::fromLatin1(name);
        std::free(name);
        return Error(
            u"twin.odeFailed"_s, {{u"time"_s, QString::number(reached)}, {u"reason"_s, reason}});
    }
    std::copy(y, y + d->size, state.begin());
    return {};
}

} // namespace cytoloom
