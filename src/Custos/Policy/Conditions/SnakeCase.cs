using System.Text;

namespace Custos.Policy.Conditions;

/// <summary>How is a name of the program written in a policy? <c>PaymentCard</c> is <c>payment_card</c>.</summary>
public static class SnakeCase
{
    public static string Of(string name)
    {
        var written = new StringBuilder(name.Length + 4);
        foreach (var unit in name)
        {
            if (char.IsAsciiLetterUpper(unit) && written.Length > 0) written.Append('_');
            written.Append(char.ToLowerInvariant(unit));
        }

        return written.ToString();
    }
}
