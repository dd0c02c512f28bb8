namespace Custos.Statistics;

/// <summary>Against which alternative is the null hypothesis tested?</summary>
public enum Alternative
{
    /// <summary>The first is less or greater than the second.</summary>
    TwoSided,

    /// <summary>The first is less than the second, or the value less than the hypothesised one.</summary>
    Less,

    /// <summary>The first is greater than the second, or the value greater than the hypothesised one.</summary>
    Greater,
}
