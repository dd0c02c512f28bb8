using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Custos.Learning;

/// <summary>Newton's method for up to two labels at once, one in each lane of a vector.</summary>
/// <remarks>
/// Every array holds a pair per row or per column; the pair after the last column is the intercept's. A lane never reads
/// the other, so that it computes the same bits alone and in company.
/// <list type="number">
/// <item>The gradient at the point, and the curvature of each row.</item>
/// <item>Conjugate gradients for the step, until the residual is a small share of the gradient.</item>
/// <item>Backtracking line search along the step, over the rows' decision values alone.</item>
/// </list>
/// </remarks>
internal sealed class LogisticSolver
{
    public const int Lanes = 2;

    private readonly SparseRows _x;
    private readonly LogisticOptions _options;
    private readonly int _members;

    // Per row: what it counts (0 where the label is unknown), 1 or 0, its decision value, and X times direction and step.
    private readonly Vector128<double>[] _weight;
    private readonly Vector128<double>[] _target;
    private readonly Vector128<double>[] _decision;
    private readonly Vector128<double>[] _curvature;
    private readonly Vector128<double>[] _along;
    private readonly Vector128<double>[] _stepAlong;

    // Per column, and the intercept.
    private readonly Vector128<double>[] _point;
    private readonly Vector128<double>[] _gradient;
    private readonly Vector128<double>[] _step;
    private readonly Vector128<double>[] _residual;
    private readonly Vector128<double>[] _direction;
    private readonly Vector128<double>[] _product;
    private readonly Vector128<double>[] _preconditioner;

    public LogisticSolver(SparseRows x, ReadOnlyMemory<sbyte>[] labels, LogisticOptions options)
    {
        _x = x;
        _options = options;
        _members = labels.Length;
        (_weight, _target, _decision) = (PerRow(), PerRow(), PerRow());
        (_curvature, _along, _stepAlong) = (PerRow(), PerRow(), PerRow());
        (_point, _gradient, _step, _residual) = (PerColumn(), PerColumn(), PerColumn(), PerColumn());
        (_direction, _product, _preconditioner) = (PerColumn(), PerColumn(), PerColumn());
        for (var lane = 0; lane < _members; lane++)
        {
            Weigh(labels[lane].Span, lane);
        }

        Vector128<double>[] PerRow() => new Vector128<double>[x.Rows];
        Vector128<double>[] PerColumn() => new Vector128<double>[x.Columns + 1];
    }

    public LogisticFit[] Solve(CancellationToken cancellationToken)
    {
        var tolerance = Vector128.Create(_options.GradientTolerance);
        var open = Vector128.Create(-1L, _members == Lanes ? -1L : 0L).AsDouble();
        var steps = Vector128<double>.Zero;
        var first = Vector128<double>.Zero;
        Vector128<double> norm;
        for (var iteration = 0; ; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // 1
            norm = TakeGradient();
            first = iteration == 0 ? norm : first;
            open &= Vector128.GreaterThan(norm, tolerance);
            if (iteration == _options.MaxIterations || open.AsInt64() == Vector128<long>.Zero)
            {
                break;
            }

            // 2
            FindStep(norm, first, open, cancellationToken);

            // 3
            open &= Search(open);
            steps += open & Vector128<double>.One;
        }

        var objective = Objective(Vector128<double>.Zero);
        return [.. Enumerable.Range(0, _members).Select(lane => FitOf(lane, norm[lane], (int)steps[lane], objective[lane]))];
    }

    private void Weigh(ReadOnlySpan<sbyte> labels, int lane)
    {
        double known = 0, ones = 0;
        foreach (var label in labels)
        {
            known += label >= 0 ? 1 : 0;
            ones += label == 1 ? 1 : 0;
        }

        var isBalanced = _options.ClassWeights == ClassWeights.Balanced;
        var one = _options.C * (isBalanced ? known / (2 * ones) : 1);
        var zero = _options.C * (isBalanced ? known / (2 * (known - ones)) : 1);
        for (var row = 0; row < labels.Length; row++)
        {
            _weight[row] = _weight[row].WithElement(lane, labels[row] switch { 1 => one, 0 => zero, _ => 0 });
            _target[row] = _target[row].WithElement(lane, labels[row] == 1 ? 1 : 0);
        }
    }

    /// <summary>The gradient's length per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<double> TakeGradient()
    {
        Array.Copy(_point, _gradient, _point.Length);
        _gradient[^1] = Vector128<double>.Zero;
        Array.Fill(_preconditioner, Vector128<double>.One);
        Vector128<double> interceptSlope = default, interceptCurvature = default;
        ref var slopes = ref MemoryMarshal.GetArrayDataReference(_gradient);
        ref var diagonal = ref MemoryMarshal.GetArrayDataReference(_preconditioner);
        var starts = _x.RowStart;
        var columns = _x.Column;
        var values = _x.Value;
        for (var row = 0; row < _decision.Length; row++)
        {
            var p = Vector128<double>.One / (Vector128<double>.One + LaneMath.Exp(-_decision[row]));
            var slope = _weight[row] * (p - _target[row]);
            var bend = _weight[row] * p * (Vector128<double>.One - p);
            _curvature[row] = bend;
            interceptSlope += slope;
            interceptCurvature += bend;
            for (var at = starts[row]; at < starts[row + 1]; at++)
            {
                var value = Vector128.Create(values[at]);
                ref var g = ref Unsafe.Add(ref slopes, columns[at]);
                g += value * slope;
                ref var d = ref Unsafe.Add(ref diagonal, columns[at]);
                d += value * value * bend;
            }
        }

        _gradient[^1] = interceptSlope;
        _preconditioner[^1] = Vector128.Max(interceptCurvature, Vector128.Create(double.Epsilon));
        var squares = Vector128<double>.Zero;
        for (var column = 0; column < _gradient.Length; column++)
        {
            squares += _gradient[column] * _gradient[column];
            _preconditioner[column] = Vector128<double>.One / _preconditioner[column];
        }

        return Vector128.Sqrt(squares);
    }

    /// <summary>Solves curvature · step = -gradient by conjugate gradients, preconditioned by the diagonal.</summary>
    /// <remarks>The residual allowed falls with the square of the gradient, so that the steps converge quadratically: Nocedal, Wright 2006, theorem 7.2.</remarks>
    private void FindStep(Vector128<double> norm, Vector128<double> first, Vector128<double> open, CancellationToken cancellationToken)
    {
        var allowed = norm * Vector128.Min(Vector128.Create(0.5), norm / first);
        allowed = Vector128.Max(allowed, Vector128.Create(_options.GradientTolerance * 0.5));
        Array.Clear(_step);
        Array.Clear(_stepAlong);
        Vector128<double> fit = default;
        for (var column = 0; column < _residual.Length; column++)
        {
            _residual[column] = -_gradient[column];
            fit += _residual[column] * _residual[column] * _preconditioner[column];
        }

        var squares = Turn(Vector128<double>.Zero);
        for (var round = 0; round < _residual.Length && open.AsInt64() != Vector128<long>.Zero; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bend = squares + Multiply();
            var length = Vector128.ConditionalSelect(open, fit / bend, Vector128<double>.Zero);
            var (rest, nextFit) = Advance(length);
            squares = Turn(Vector128.ConditionalSelect(open, nextFit / fit, Vector128<double>.Zero));
            fit = nextFit;
            open &= Vector128.GreaterThan(Vector128.Sqrt(rest), allowed);
        }
    }

    /// <summary>Turns the direction towards the residual; the squared length of the direction without the intercept.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<double> Turn(Vector128<double> kept)
    {
        var squares = Vector128<double>.Zero;
        for (var column = 0; column < _direction.Length; column++)
        {
            var turned = (_preconditioner[column] * _residual[column]) + (kept * _direction[column]);
            _direction[column] = turned;
            _product[column] = turned;
            squares += turned * turned;
        }

        _product[^1] = Vector128<double>.Zero;
        return squares - (_direction[^1] * _direction[^1]);
    }

    /// <summary>The curvature times the direction; returns the rows' part of direction · curvature · direction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<double> Multiply()
    {
        Vector128<double> bend = default, intercept = default;
        ref var directions = ref MemoryMarshal.GetArrayDataReference(_direction);
        ref var products = ref MemoryMarshal.GetArrayDataReference(_product);
        var starts = _x.RowStart;
        var columns = _x.Column;
        var values = _x.Value;
        for (var row = 0; row < _along.Length; row++)
        {
            var sum = _direction[^1];
            for (var at = starts[row]; at < starts[row + 1]; at++)
            {
                sum += Vector128.Create(values[at]) * Unsafe.Add(ref directions, columns[at]);
            }

            _along[row] = sum;
            var pull = _curvature[row] * sum;
            bend += pull * sum;
            intercept += pull;
            for (var at = starts[row]; at < starts[row + 1]; at++)
            {
                ref var p = ref Unsafe.Add(ref products, columns[at]);
                p += Vector128.Create(values[at]) * pull;
            }
        }

        _product[^1] += intercept;
        return bend;
    }

    /// <summary>Moves the step along the direction; returns residual · residual and residual · preconditioner · residual.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (Vector128<double> Squares, Vector128<double> Fit) Advance(Vector128<double> length)
    {
        Vector128<double> squares = default, fit = default;
        for (var column = 0; column < _step.Length; column++)
        {
            _step[column] += length * _direction[column];
            var rest = _residual[column] - (length * _product[column]);
            _residual[column] = rest;
            squares += rest * rest;
            fit += rest * rest * _preconditioner[column];
        }

        for (var row = 0; row < _stepAlong.Length; row++)
        {
            _stepAlong[row] += length * _along[row];
        }

        return (squares, fit);
    }

    /// <summary>Takes the step, or half of it, and half again, until the objective falls; the lanes in which it did.</summary>
    private Vector128<double> Search(Vector128<double> open)
    {
        const double share = 1e-4;
        var before = Objective(Vector128<double>.Zero);
        // What rounding may add to a sum of many losses must not hold up a step that is right.
        var slack = before * Vector128.Create(1e-13);
        var slope = Vector128<double>.Zero;
        for (var column = 0; column < _step.Length; column++)
        {
            slope += _gradient[column] * _step[column];
        }

        var length = open & Vector128<double>.One;
        var searching = open;
        for (var halvings = 0; halvings < 40; halvings++)
        {
            var isLower = Vector128.LessThanOrEqual(Objective(length), before + slack + (Vector128.Create(share) * length * slope));
            searching = Vector128.AndNot(searching, isLower);
            if (searching.AsInt64() == Vector128<long>.Zero)
            {
                break;
            }

            length = Vector128.ConditionalSelect(searching, length * Vector128.Create(0.5), length);
        }

        length = Vector128.AndNot(length, searching);
        for (var column = 0; column < _point.Length; column++)
        {
            _point[column] += length * _step[column];
        }

        for (var row = 0; row < _decision.Length; row++)
        {
            _decision[row] += length * _stepAlong[row];
        }

        return Vector128.AndNot(open, searching);
    }

    /// <summary>The objective so far along the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<double> Objective(Vector128<double> length)
    {
        var loss = Vector128<double>.Zero;
        for (var row = 0; row < _decision.Length; row++)
        {
            var z = _decision[row] + (length * _stepAlong[row]);
            var softPlus = Vector128.Max(z, Vector128<double>.Zero)
                + LaneMath.LogOnePlus(LaneMath.Exp(-Vector128.Abs(z)));
            loss += _weight[row] * (softPlus - (_target[row] * z));
        }

        var penalty = Vector128<double>.Zero;
        for (var column = 0; column < _point.Length - 1; column++)
        {
            var w = _point[column] + (length * _step[column]);
            penalty += w * w;
        }

        return loss + (penalty * Vector128.Create(0.5));
    }

    private LogisticFit FitOf(int lane, double norm, int iterations, double objective)
    {
        var weights = new double[_x.Columns];
        for (var column = 0; column < weights.Length; column++)
        {
            weights[column] = _point[column][lane];
        }

        return new LogisticFit(weights, _point[^1][lane], norm, iterations, norm <= _options.GradientTolerance, objective);
    }
}
