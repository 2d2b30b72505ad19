using Besoksnaring.Portal.Look;

namespace Besoksnaring.Portal.SignIn;

/// <summary>After a link was asked for.</summary>
sealed class SentModel(PortalContext portal) : PortalPage(portal);
