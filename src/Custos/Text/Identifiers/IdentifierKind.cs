namespace Custos.Text.Identifiers;

/// <summary>What kind of personal identifier or secret is it?</summary>
public enum IdentifierKind
{
    /// <summary>A payment card: issuer range, length and Luhn's digit (ISO/IEC 7812).</summary>
    CardNumber,

    /// <summary>An international bank account: the country's length and the remainder modulo 97 (ISO 13616).</summary>
    Iban,

    /// <summary>A mailbox with a domain of two or more labels.</summary>
    EmailAddress,

    /// <summary>A telephone number: <c>+</c> and 8 to 15 digits (E.164), or three groups as written in North America.</summary>
    PhoneNumber,

    /// <summary>An IP address, version 4 or 6.</summary>
    IpAddress,

    /// <summary>United States: 3-2-4 digits in the ranges that are given out; without hyphens only beside its name.</summary>
    UsSocialSecurityNumber,

    /// <summary>Brazil, persons: 11 digits, the last two modulo 11.</summary>
    BrazilianCpf,

    /// <summary>Brazil, companies: 14 digits, the last two modulo 11.</summary>
    BrazilianCnpj,

    /// <summary>Spain, DNI and NIE: 8 digits and the letter modulo 23.</summary>
    SpanishDni,

    /// <summary>United Kingdom, health service: 10 digits modulo 11, beside its name.</summary>
    UkNhsNumber,

    /// <summary>Canada: 9 digits with Luhn's, beside its name.</summary>
    CanadianSin,

    /// <summary>India: 12 digits with Verhoeff's, beside its name.</summary>
    IndianAadhaar,

    /// <summary>A bitcoin address: Base58Check, or Bech32 of BIP 173 and BIP 350.</summary>
    BitcoinAddress,

    /// <summary>A key or token of a service, known by its prefix; GitHub's and npm's bear a checksum.</summary>
    ServiceKey,

    /// <summary>A signed token: a header in base64 that is JSON with an algorithm (RFC 7519).</summary>
    JsonWebToken,

    /// <summary>The first line of a private key in PEM.</summary>
    PrivateKey,
}
