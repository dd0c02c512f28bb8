namespace Custos.Policy.Schemas;

/// <summary>What do some keywords of one schema ask of a value?</summary>
/// <remarks>Immutable. Every sentence that a fault may say is made when the schema is read.</remarks>
internal abstract class SchemaRule
{
    /// <summary>Does the value keep it? Where it does not, the run is told.</summary>
    public abstract bool IsKept(Validation run, int token);

    /// <summary>The schemas that it asks of the same value, not of a part of it.</summary>
    public virtual IEnumerable<int> InPlace => [];
}
