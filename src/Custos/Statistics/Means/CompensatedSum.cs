namespace Custos.Statistics.Means;

/// <summary>A running sum that keeps what rounding would drop. Source: Neumaier 1974, ZAMM 54, 39.</summary>
internal struct CompensatedSum
{
    private double _sum;
    private double _dropped;

    public readonly double Value => _sum + _dropped;

    public void Add(double value)
    {
        var next = _sum + value;
        _dropped += Math.Abs(_sum) >= Math.Abs(value) ? _sum - next + value : value - next + _sum;
        _sum = next;
    }
}
