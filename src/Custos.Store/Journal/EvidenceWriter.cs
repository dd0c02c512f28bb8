using Custos.Records.Layout;

namespace Custos.Store.Journal;

/// <summary>How is a piece of evidence written as bytes? Its kind as a number, then its fields without their names; a number that is not there as -1.</summary>
internal readonly struct EvidenceWriter(ByteWriter to) : IEvidenceWriter
{
    /// <summary>The kinds by number; the second stands for every kind of match, whose name follows.</summary>
    public static readonly string?[] Kinds = [EvidenceFields.Score, null, EvidenceFields.Count, EvidenceFields.Call];

    public void Kind(string kind)
    {
        var number = Array.IndexOf(Kinds, kind);
        to.Byte((byte)(number < 0 ? 1 : number));
        if (number < 0) to.Text(kind);
    }

    public void Text(string name, string value) => to.Text(value);

    public void Number(string name, double value) => to.Double(value);

    public void NumberIfAny(string name, double? value) => to.Double(value ?? -1);

    public void Whole(string name, int value) => to.Int64(value);

    public void Truth(string name, bool value) => to.Byte(value ? (byte)1 : (byte)0);
}
