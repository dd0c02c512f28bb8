namespace Custos.Records.Layout;

/// <summary>Where do a record's fields go, in their order? Into the journal as bytes, into a table as columns.</summary>
public interface IFieldWriter
{
    void Text(string? value);

    void Whole(long? value);

    /// <summary>A whole number that fits 32 bits.</summary>
    void Small(int? value);

    void Number(double? value);

    void Truth(bool? value);

    void Time(DateTimeOffset? value);

    void Id(Guid? value);
}
