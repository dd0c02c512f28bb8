using System.Text;
using Custos.Ingest.Conventions;
using Custos.Ingest.Otlp;

namespace Custos.Ingest.Rows;

/// <summary>What was said, where every message is an attribute of its own with a number in its name?</summary>
internal static class SaidInPieces
{
    /// <summary>The texts that came after the model's last words; null where there is none.</summary>
    public static string? Asked(Row row)
    {
        var roles = RolesOf(row, Field.InputRole);
        var pieces = PiecesOf(row, Field.InputContent, Field.InputPart);
        var spoken = roles.Where(static role => MessageTexts.IsModel(role.Value)).Select(static role => role.Key).DefaultIfEmpty(-1).Max();
        return Join(row, pieces.FindAll(piece => piece.Message > spoken && !MessageTexts.IsInstruction(roles.GetValueOrDefault(piece.Message, ""))), Field.InputRole);
    }

    /// <summary>The texts that the model said; null where there is none.</summary>
    public static string? Said(Row row) => Join(row, PiecesOf(row, Field.OutputContent, Field.OutputPart), Field.OutputRole);

    private static Dictionary<long, string> RolesOf(Row row, Field field)
    {
        var roles = new Dictionary<long, string>();
        foreach (var attribute in row.Attributes.All)
        {
            if (attribute.Name?.Field == field && attribute.Value.Kind == ValueKind.Text) roles[attribute.Place] = Encoding.UTF8.GetString(attribute.Value.Slice.Of(row.Request));
        }

        return roles;
    }

    private static List<(long Message, long Part, int Index)> PiecesOf(Row row, Field content, Field part)
    {
        var pieces = new List<(long, long, int)>();
        for (var i = 0; i < row.Attributes.Count; i++)
        {
            var attribute = row.Attributes.All[i];
            if (attribute.Value.Kind != ValueKind.Text) continue;
            if (attribute.Name?.Field == content) pieces.Add((attribute.Place, -1, i));
            else if (attribute.Name?.Field == part) pieces.Add((attribute.Place >> 32, attribute.Place & uint.MaxValue, i));
        }

        pieces.Sort();
        return pieces;
    }

    private static string? Join(Row row, List<(long Message, long Part, int Index)> pieces, Field role)
    {
        if (pieces.Count == 0) return null;
        var texts = new List<string>();
        var messages = new HashSet<long>();
        foreach (var (message, _, index) in pieces)
        {
            messages.Add(message);
            texts.Add(Encoding.UTF8.GetString(row.Attributes.All[index].Value.Slice.Of(row.Request)));
            row.Attributes.TakeAt(index);
        }

        for (var i = 0; i < row.Attributes.Count; i++)
        {
            var attribute = row.Attributes.All[i];
            if (attribute.Name?.Field == role && messages.Contains(attribute.Place)) row.Attributes.TakeAt(i);
        }

        return string.Join(MessageTexts.Between, texts);
    }
}
